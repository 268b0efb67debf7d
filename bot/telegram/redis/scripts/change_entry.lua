-- Change an update that is open and still the worker's. ARGV: the number, its claim, the name of
-- this call, by which a repetition is known, then a command, a field and a value in turn.
local entry = KEYS[1] .. 'entry:' .. ARGV[1]
local held = redis.call('HMGET', entry, 'claim', 'call')
if held[1] == ARGV[2] and held[2] ~= ARGV[3] then
    redis.call('HSET', entry, 'call', ARGV[3])
    for i = 4, #ARGV, 3 do
        redis.call(ARGV[i], entry, ARGV[i + 1], ARGV[i + 2])
    end
end
