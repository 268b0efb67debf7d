-- Change an update that is open. ARGV: the number, then a command, a field and a value in turn.
local entry = KEYS[1] .. 'entry:' .. ARGV[1]
if redis.call('EXISTS', entry) == 1 then
    for i = 2, #ARGV, 3 do
        redis.call(ARGV[i], entry, ARGV[i + 1], ARGV[i + 2])
    end
end
