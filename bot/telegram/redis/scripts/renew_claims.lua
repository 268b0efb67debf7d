-- Keep claims. ARGV: milliseconds, then a chat and its claim in turn. Returns the chats that
-- somebody else has claimed meanwhile; a claim that ran out and that nobody took is there again.
local p, lost = KEYS[1], {}
for i = 2, #ARGV, 2 do
    local key = p .. 'claim:' .. ARGV[i]
    local claim = redis.call('GET', key)
    if claim == ARGV[i + 1] or not claim then
        redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
    else
        table.insert(lost, ARGV[i])
    end
end
return lost
