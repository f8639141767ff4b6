import '@mantine/core/styles.layer.css';
import '../../ui-kit/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from '../../ui-kit/call.ts';
import { CallError } from '../../ui-kit/call-error.ts';
import { Toasts } from '../../ui-kit/Toasts.tsx';
import { theme } from '../../ui-kit/theme.ts';
import { makeRouter } from './router.tsx';
import { sessionQuery } from './session.ts';
import { startWords, wishedLanguage } from './words/start.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) =>
        count < 2 && (!(error instanceof CallError) || error.status === 0 || error.status >= 502),
    },
  },
});
const router = makeRouter(client);

onSignedOut(() => {
  client.removeQueries({ queryKey: sessionQuery.queryKey });
  const back = router.state.location.href;
  if (!back.startsWith('/sign-in')) void router.navigate({ to: '/sign-in', search: { back } as never });
});

await startWords(wishedLanguage());

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Toasts />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
