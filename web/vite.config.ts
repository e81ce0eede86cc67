import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The built app goes to dist/web, with a manifest that `bundle.mjs` weighs; in development /api is the server's. */
export default defineConfig({
  root: here('.'),
  plugins: [react()],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    manifest: true,
    // Phones that are ten years old, inside other apps' WebViews.
    target: ['chrome80', 'safari13'],
    cssTarget: ['chrome80', 'safari13'],
    // The page's policy allows no data: addresses; every file is a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: here('index.html') },
  },
  server: {
    port: Number(process.env['GONGZHI_WEB_PORT'] ?? 5173),
    // The host stays as it came: the server refuses calls whose origin is not its own host.
    proxy: Object.fromEntries(['/api', '/files', '/openapi.json'].map(path => [path, { target: process.env['GONGZHI_API'] ?? 'http://127.0.0.1:8320', changeOrigin: false }])),
  },
})
