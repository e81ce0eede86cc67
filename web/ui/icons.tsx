const drawings = {
  home: 'M4 11.2 12 4.5l8 6.7M6.3 9.8V19.5h11.4V9.8M10 19.5v-5.2h4v5.2',
  papers: 'M6.5 3.8h7.6l3.9 3.9v12.5H6.5zM13.8 4v4h4M9.3 12.2h5.6M9.3 15.8h5.6',
  person: 'M12 11.6a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM4.8 20c.5-3.9 3.4-6 7.2-6s6.7 2.1 7.2 6',
  phone: 'M6.2 4.300h3l1.4 3.9-1.9 1.500a11.5 11.5 0 0 0 5.4 5.400l1.6-1.9 3.9 1.400v3c0 .8-.6 1.5-1.5 1.400C10.8 18.6 5.3 13.1 4.8 5.800c0-.8.6-1.5 1.4-1.500Z',
  search: 'M10.8 17.100a6.3 6.3 0 1 0 0-12.6 6.3 6.3 0 0 0 0 12.600ZM15.5 15.500l4.3 4.3',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  forward: 'M9.5 5.5 16 12l-6.5 6.5',
  check: 'M5 12.6 9.8 17.4 19.2 7',
  alert: 'M12 4.3 21 19.500H3zM12 10v4.300M12 16.700v.2',
  info: 'M12 20.200a8.2 8.2 0 1 0 0-16.4 8.2 8.2 0 0 0 0 16.400ZM12 11.200v5M12 7.900v.2',
  clock: 'M12 20.200a8.2 8.2 0 1 0 0-16.4 8.2 8.2 0 0 0 0 16.400ZM12 7.300V12l3.2 2.2',
  camera: 'M4 8.300h3.400l1.6-2.500h6l1.6 2.500H20v10.500H4zM12 16.400a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400Z',
  close: 'M6.5 6.500l11 11M17.5 6.500l-11 11',
  lock: 'M6.5 10.800h11v8.700h-11zM8.8 10.800V8a3.2 3.2 0 0 1 6.4 0v2.8',
  people: 'M9 11.300a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400ZM3 19c.4-3.3 2.8-5.1 6-5.100s5.6 1.8 6 5.100M15.5 5.300a3 3 0 0 1 0 5.700M17.4 14.300c2 .7 3.3 2.3 3.6 4.7',
  window: 'M4 5.500h16v13H4zM4 9.500h16M12 9.500v9',
  map: 'M12 20.300s6.2-5.3 6.2-10.200a6.2 6.2 0 0 0-12.4 0c0 4.9 6.2 10.2 6.2 10.200ZM12 12.300a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.600Z',
  calendar: 'M4.5 6h15v13.500h-15zM4.5 10.300h15M8.5 3.800v4M15.5 3.800v4',
  book: 'M5.5 4.500h13v15h-13zM9 4.500v15M12 9h3.500M12 12.500h3.5',
  organisation: 'M12 8.200a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.800ZM12 8.400v4M6 20.500a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400ZM18 20.500a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400ZM6 15.800v-3.400h12v3.400',
  badge: 'M5 5.500h14v14H5zM9.500 3.500h5v4h-5zM12 13.300a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8.600 17c.4-1.7 1.700-2.500 3.400-2.500s3 .8 3.400 2.500',
  chart: 'M4.500 19.500h15M7.500 16.500v-5M12 16.500v-10M16.500 16.500v-7',
  list: 'M4.500 6.500h.2M4.500 12h.2M4.500 17.500h.2M8.500 6.500h11M8.500 12h11M8.500 17.500h11',
  todo: 'M4.5 6.800l1.5 1.5 2.6-2.900M4.5 14.300l1.5 1.5 2.6-2.900M12 7h7.500M12 14.700h7.5',
} as const

export type IconName = keyof typeof drawings

/** A line drawing in the colour and size of its text; always beside words, hence hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="g-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor"
      strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round">
      <path d={drawings[name]} />
    </svg>
  )
}

/** The mark of 共治: three people round one table. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg className="g-mark" width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <rect width="48" height="48" rx="12" fill="var(--blue)" />
      <g fill="none" stroke="#fff" strokeWidth="4" strokeLinecap="round">
        <path d="M17.2 16.2A11.5 11.5 0 0 1 30.8 16.2M35.4 24.200A11.5 11.5 0 0 1 28.6 35.900M19.4 35.900A11.5 11.5 0 0 1 12.6 24.2" />
      </g>
      <g fill="#fff"><circle cx="12.9" cy="18.4" r="3.2" /><circle cx="35.1" cy="18.4" r="3.2" /><circle cx="24" cy="37.4" r="3.2" /></g>
    </svg>
  )
}
