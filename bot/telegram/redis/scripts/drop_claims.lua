-- Let claims go. ARGV: a chat and its claim in turn.
for i = 1, #ARGV, 2 do
    local key = KEYS[1] .. 'claim:' .. ARGV[i]
    if redis.call('GET', key) == ARGV[i + 1] then
        redis.call('DEL', key)
    end
end
