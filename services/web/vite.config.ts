// How the screen is built. The domain package is pure, so what the screen does not use of it is left out of the bundle.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const apiInDevelopment = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/packages/domain/') } },
  },
  server: { proxy: { '/api': apiInDevelopment, '/auth': apiInDevelopment } },
})
