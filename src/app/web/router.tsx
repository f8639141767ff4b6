import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { CallError } from '../../ui-kit/call-error.ts';
import { searchText } from '../../ui-kit/use-url-state.ts';
import { homeOf, pages } from './routes.ts';
import { sessionQuery } from './session.ts';
import { Broken } from './shell/Broken.tsx';
import { guarded, Refused } from './shell/guarded.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { PageLoading } from './shell/PageLoading.tsx';
import { loadWords } from './words/start.ts';

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

/** The page, and the words that it says. */
const withWords = async <M,>(load: () => Promise<M>, words: readonly string[]): Promise<M> => {
  const [page] = await Promise.all([load(), loadWords(words)]);
  return page;
};

const outside = [
  { path: '/sign-in', load: () => import('../../features/people/ui/SignIn.tsx') },
  { path: '/forgot-password', load: () => import('../../features/people/ui/ForgotPassword.tsx') },
  { path: '/no-organisation', load: () => import('../../features/people/ui/NoOrganisation.tsx') },
  { path: '/links/$token', load: () => import('../../features/people/ui/UseLink.tsx') },
].map(({ path, load }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent<{ default: () => React.ReactNode }>(() => withWords(load, ['people'])),
  }),
);

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(() => import('./shell/Shell.tsx')),
  pendingComponent: PageLoading,
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.client.ensureQueryData(sessionQuery);
      if (session.organisation === null) throw redirect({ to: '/no-organisation' });
      return { session };
    } catch (error) {
      if (error instanceof CallError && error.status === 401) {
        const back = location.href === '/' ? undefined : location.href;
        throw redirect({ to: '/sign-in', search: { back } as never });
      }
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.session.can), replace: true });
  },
});

const welcome = createRoute({
  getParentRoute: () => inside,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./shell/Welcome.tsx')),
});

const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound });

const rooms = pages.map((page) => {
  const words = page.words ?? [];
  const open = lazyRouteComponent(() => withWords(page.load, words));
  const closed = lazyRouteComponent(() => withWords(async () => ({ default: Refused }), words));
  return createRoute({ getParentRoute: () => inside, path: page.path, component: guarded(page, open, closed) });
});

/** The router: pages outside of a session, and the shell with the pages of every room. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([...outside, inside.addChildren([home, welcome, nowhere, ...rooms])]),
    context: { client },
    parseSearch: searchText.parse,
    stringifySearch: searchText.print,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: PageLoading,
    defaultPendingMs: 120,
    defaultPendingMinMs: 0,
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}
