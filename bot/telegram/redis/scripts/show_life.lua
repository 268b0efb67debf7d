-- Note that a worker lives. ARGV: the worker, seconds after which one that is silent is gone.
-- Returns how many live.
local workers, now = KEYS[1] .. 'workers', tonumber(redis.call('TIME')[1])
redis.call('ZADD', workers, now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', workers, '-inf', now - ARGV[2])
return redis.call('ZCARD', workers)
