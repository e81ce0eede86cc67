import { useEffect, useState } from 'react'

/** The present in milliseconds, anew every minute: words such as 今天 17:00 截止 must not grow stale on an open page. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
