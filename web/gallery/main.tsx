import { lazy, StrictMode, Suspense, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/all.css'
import '../login/login.css'
import { HomePage, LoginPages, MinePage } from './pages.tsx'
import { ApplyPage, DatePage, FaultPage, FilesPage } from './questions.tsx'
import { PartsPage, PicturePage, StatesPage } from './parts.tsx'

const desk = lazy(() => import('./desk.tsx').then(m => ({ default: m.DeskPage })))
const Desk = desk

/** Every page of the gallery by name: `?page=home`. Only in development; the built app does not hold it. */
const pages: Record<string, ReactNode> = {
  home: <HomePage />, visitor: <HomePage visitor />, mine: <MinePage />, login: <LoginPages />, code: <LoginPages code />,
  apply: <ApplyPage />, date: <DatePage />, fault: <FaultPage />, files: <FilesPage />,
  parts: <PartsPage />, states: <StatesPage />, picture: <PicturePage />,
  desk: <Desk />, 'desk-empty': <Desk state="empty" />, 'desk-loading': <Desk state="loading" />, 'desk-error': <Desk state="error" />, 'desk-case': <Desk state="case" />,
}

const name = new URLSearchParams(location.search).get('page') ?? ''
const index = (
  <main id="main" className="g-main g-main-column">
    <h1 className="g-title">样张</h1>
    <ul>{Object.keys(pages).map(p => <li key={p}><a href={`?page=${p}`}>{p}</a></li>)}</ul>
  </main>
)
createRoot(document.getElementById('root')!).render(
  <StrictMode><Suspense fallback={null}>{pages[name] ?? index}</Suspense></StrictMode>,
)
