import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchForms } from './kernel/active.ts'
import { makeClient } from './kernel/query.ts'
import { focusOnArrival } from './kernel/router.ts'
import { ofTab } from './kernel/storage.ts'
import { makeRouter } from './routes.tsx'
import './ui/all.css'

// After a new version was put up, a part of the old one can no longer be fetched: load the page anew, once.
window.addEventListener('vite:preloadError', event => {
  if (ofTab.get('gongzhi:reloaded') === location.href) return
  ofTab.set('gongzhi:reloaded', location.href)
  event.preventDefault()
  location.reload()
})

const client = makeClient()
const router = makeRouter(client)
focusOnArrival(router)
watchForms()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}><RouterProvider router={router} /></QueryClientProvider>
  </StrictMode>,
)
