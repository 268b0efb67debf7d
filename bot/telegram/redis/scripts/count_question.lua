-- Count a question, or tell in how many seconds one may be asked. ARGV: the person's name, then a
-- number of questions and seconds in turn, the longest span last.
local key, time = KEYS[1] .. 'asked:' .. ARGV[1], redis.call('TIME')
local now, wait = time[1] + time[2] / 1000000, 0
redis.call('ZREMRANGEBYSCORE', key, '-inf', now - ARGV[#ARGV])
for i = 2, #ARGV, 2 do
    local nth = redis.call('ZREVRANGE', key, ARGV[i] - 1, ARGV[i] - 1, 'WITHSCORES')
    if nth[2] then
        wait = math.max(wait, nth[2] + ARGV[i + 1] - now)
    end
end
if wait <= 0 then
    redis.call('ZADD', key, now, time[1] .. '.' .. time[2] .. '.' .. redis.call('ZCARD', key))
    redis.call('EXPIRE', key, ARGV[#ARGV])
end
return math.ceil(wait)
