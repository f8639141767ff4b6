import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { leanContracts, menuWords } from './scripts/lean-web.mjs';

/** The web application: `src/app/web` in, `dist/web` out. In development `/api` goes to the server on port 3000. */
export default defineConfig({
  root: 'src/app/web',
  plugins: [leanContracts(), menuWords(), react()],
  resolve: {
    alias: [{ find: /^typebox$/, replacement: fileURLToPath(new URL('src/app/web/typebox.ts', import.meta.url)) }],
  },
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // A room's public parts and hooks are taken one by one: a page loads those that it shows.
    rolldownOptions: {
      // What nearly every page needs comes as one script: half the requests of a first visit, and it packs better.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 25 }] } },
      treeshake: { moduleSideEffects: [{ test: /\/ui\/(public|use-[\w-]+)\.tsx?$/, sideEffects: false }] },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: `http://127.0.0.1:${process.env.PORT ?? 3000}`, changeOrigin: false } },
  },
});
