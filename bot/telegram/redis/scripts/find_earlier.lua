-- Whether an update that came before is open and names a person. ARGV: the number, the person.
for _, number in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1] .. 'open', '-inf', '(' .. ARGV[1])) do
    local payload = redis.call('HGET', KEYS[1] .. 'entry:' .. number, 'payload')
    if payload and payload:find(ARGV[2], 1, true) then
        return 1
    end
end
return 0
