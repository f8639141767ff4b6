import type { Action, MenuEntry, Page, RoomRoutes } from '../../ui-kit/room-routes.ts';

const found = import.meta.glob<RoomRoutes>(['../../features/*/ui/routes.tsx', '../*/routes.tsx'], {
  eager: true,
  import: 'routes',
});

/** Every room and composed screen that has a `routes.tsx`: menu and pages only, the pages themselves load when opened. */
export const rooms: RoomRoutes[] = [
  ...Object.values(found),
  ...(import.meta.env.MODE === 'gallery' ? [(await import('./gallery/routes.tsx')).routes] : []),
];

export const pages: Page[] = rooms.flatMap(({ room, pages: all }) =>
  all.map((page) => ({ ...page, words: [room, ...(page.words ?? [])] })),
);

export const actions: Action[] = rooms.flatMap((room) => room.actions ?? []);

export type MenuItem = MenuEntry & { label: string };

/** Menu entries in the order of the day's work; `label` is the key of the word. */
export const menu: MenuItem[] = rooms
  .flatMap((room) => room.menu.map((entry) => ({ ...entry, label: `${room.room}:menu.${entry.id}` })))
  .sort((a, b) => a.order - b.order);

/** The entry that a page belongs to: the one that it names, else the one with the longest path above it. */
export function entryOf(path: string): MenuItem | undefined {
  const page = pages.find((one) => one.under !== undefined && path.startsWith(one.path.split('$')[0]!));
  const from = page?.under ?? path;
  return menu
    .filter((one) => from === one.path || from.startsWith(`${one.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** The page that `/` leads to: the first of the menu that the person may see. */
export const homeOf = (can: readonly string[]): string =>
  menu.find((entry) => entry.permission === undefined || can.includes(entry.permission))?.path ?? '/welcome';
