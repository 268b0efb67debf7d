-- Note that a message of an update is about to leave, unless somebody else has the update by now.
-- ARGV: the number, its claim, milliseconds of a claim. Returns 1, or 0 where it must not leave.
local p, entry = KEYS[1], KEYS[1] .. 'entry:' .. ARGV[1]
local held = redis.call('HMGET', entry, 'claim', 'chat')
if held[1] ~= ARGV[2] then
    return 0
end
local key = p .. 'claim:' .. held[2]
local claim = redis.call('GET', key)
if claim and claim ~= ARGV[2] then
    return 0
end
redis.call('SET', key, ARGV[2], 'PX', ARGV[3])
redis.call('HSET', entry, 'state', 'sending')
return 1
