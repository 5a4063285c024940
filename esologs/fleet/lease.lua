-- A lease: of all who want to do one thing, one does it, until it says so or its time is over.
--
-- KEYS: the thing. ARGV: verb, holder, seconds: how long it is taken for, or until it is given back.

local milliseconds = math.ceil(tonumber(ARGV[3]) * 1000)
if ARGV[1] == 'drop' then
  if redis.call('GET', KEYS[1]) == ARGV[2] then
    redis.call('PEXPIRE', KEYS[1], milliseconds) -- which deletes it if that is nothing
  end
  return { 'done' }
elseif redis.call('SET', KEYS[1], ARGV[2], 'NX', 'PX', milliseconds) then
  return { 'lead' }
end
return { 'wait' }
