import { useEffect, useState } from 'react'

/** The present in milliseconds, drawn anew every so often: a clock that runs on the page. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
