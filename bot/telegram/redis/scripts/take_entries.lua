-- Hand out open updates of chats that nobody else has claimed, those that wait longest first.
-- ARGV: the worker, milliseconds of a claim, how many, 1 for those in lanes, how many chats to look
-- at, the name of the note of possible doubles, the name of this call. Returns rows: number, claim,
-- then the fields. A call that is repeated, for its reply was lost, is told the same again.
local p, me, most, in_lanes = KEYS[1], ARGV[1], tonumber(ARGV[3]), ARGV[4] == '1'
local told = p .. 'told:' .. me .. ':' .. ARGV[4]
local rows, numbers = {}, {}

local function hand_out(number)
    table.insert(numbers, number)
    table.insert(rows, redis.call('HMGET', p .. 'entry:' .. number, 'number', 'claim', 'update_id',
        'lane', 'payload', 'received_at', 'attempts', 'parts', 'shown', 'chat'))
end

local before = redis.call('HGET', told, ARGV[7])
if before then
    for _, number in ipairs(cjson.decode(before)) do
        if redis.call('EXISTS', p .. 'entry:' .. number) == 1 then
            hand_out(number)
        end
    end
    return rows
end

-- A group that rests, which is long, is free once its worker is gone.
local function is_left(chat, claim)
    return chat:sub(1, 1) == '-' and redis.call('PTTL', p .. 'claim:' .. chat) > tonumber(ARGV[2])
        and not redis.call('ZSCORE', p .. 'workers', claim:match('^(.*):'))
end

local function claimed(chat)
    local key = p .. 'claim:' .. chat
    local claim = redis.call('GET', key)
    if not claim or is_left(chat, claim) then
        claim = me .. ':' .. redis.call('INCR', p .. 'claims')
        redis.call('SET', key, claim, 'PX', ARGV[2])
    elseif claim:sub(1, #me + 1) ~= me .. ':' then
        return nil
    end
    return claim
end

-- What somebody who is gone was about to send may have been accepted.
local function take_over(entry)
    if redis.call('HGET', entry, 'state') == 'sending' then
        redis.call('HSET', entry, 'state', 'waiting')
        redis.call('HINCRBY', p .. 'note:' .. ARGV[6], 'value', 1)
        redis.call('HSET', p .. 'note:' .. ARGV[6], 'noted_at', redis.call('TIME')[1])
    end
end

local function take(number, claim)
    local entry = p .. 'entry:' .. number
    local held = redis.call('HMGET', entry, 'claim', 'lane')
    if held[1] ~= claim and (held[2] ~= '') == in_lanes then
        take_over(entry)
        redis.call('HSET', entry, 'claim', claim)
        hand_out(number)
    end
end

for _, chat in ipairs(redis.call('ZRANGE', p .. 'chats', 0, ARGV[5] - 1)) do
    local claim = #rows < most and claimed(chat)
    if claim then
        for _, number in ipairs(redis.call('ZRANGE', p .. 'open:' .. chat, 0, -1)) do
            if #rows < most then
                take(number, claim)
            end
        end
    end
end
redis.call('DEL', told)
if #rows > 0 then
    redis.call('HSET', told, ARGV[7], cjson.encode(numbers))
    redis.call('PEXPIRE', told, ARGV[2])
end
return rows
