-- A lease: of all who want to do one thing, one does it, until it says so or its time is over.
--
-- KEYS: the thing. ARGV: verb, worker, seconds.

if ARGV[1] == 'drop' then
  if redis.call('GET', KEYS[1]) == ARGV[2] then
    redis.call('DEL', KEYS[1])
  end
  return { 'done' }
elseif redis.call('SET', KEYS[1], ARGV[2], 'NX', 'PX', math.ceil(tonumber(ARGV[3]) * 1000)) then
  return { 'lead' }
end
return { 'wait' }
