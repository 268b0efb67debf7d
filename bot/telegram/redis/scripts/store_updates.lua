-- Keep updates that are new. ARGV: the moment, seconds for which a number is known, then four
-- values an update: its number at Telegram, its lane, its chat, its text. Returns how many are new.
local p, new = KEYS[1], 0
for i = 3, #ARGV, 4 do
    local id, lane, chat, payload = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
    if redis.call('SET', p .. 'seen:' .. id, 1, 'NX', 'EX', ARGV[2]) then
        local number = redis.call('INCR', p .. 'number')
        redis.call('HSET', p .. 'entry:' .. number, 'number', number, 'update_id', id, 'lane', lane,
            'chat', chat, 'payload', payload, 'received_at', ARGV[1], 'state', 'waiting',
            'attempts', 0, 'parts', 0, 'shown', '', 'claim', '')
        redis.call('ZADD', p .. 'open', number, number)
        redis.call('ZADD', p .. 'open:' .. chat, number, number)
        redis.call('ZADD', p .. 'chats', 'NX', number, chat)
        new = new + 1
    end
end
if new > 0 then
    redis.call('PUBLISH', p .. 'new', new)
end
return new
