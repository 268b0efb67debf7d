-- Erase an answer. ARGV: its name. Returns 1 where there was one.
local p, name = KEYS[1], ARGV[1]
local held = redis.call('HMGET', p .. 'answer:' .. name, 'chat', 'person', 'asked_in')
if not held[1] then
    return 0
end
for _, message in ipairs(redis.call('ZRANGE', p .. 'messages:' .. name, 0, -1)) do
    local key = p .. 'in:' .. held[1] .. ':' .. message
    if redis.call('GET', key) == name then
        redis.call('DEL', key)
    end
end
redis.call('DEL', p .. 'answer:' .. name, p .. 'messages:' .. name)
redis.call('ZREM', p .. 'answers', name)
redis.call('SREM', p .. 'answers-of:' .. held[2], name)
redis.call('ZREM', p .. 'answers-to:' .. held[1] .. ':' .. held[3], name)
return 1
