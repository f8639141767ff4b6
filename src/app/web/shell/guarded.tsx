import type { RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { CallError } from '../../../ui-kit/call-error.ts';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import type { Page } from '../../../ui-kit/room-routes.ts';
import { ErrorState } from '../../../ui-kit/States.tsx';
import { useWords } from '../../../ui-kit/words.ts';

const closed = new CallError({ status: 403, title: 'Forbidden' });

/** What stands in place of a page that the reader has no right to: its title, and that it is not open to him. */
export function Refused({ title }: { title: string }) {
  const t = useWords('shell');
  return (
    <PageLayout title={t(title)}>
      <ErrorState error={closed} />
    </PageLayout>
  );
}

/** A page, or `Closed` (`Refused` with the words of the page) for those without its verb, before anything is asked of the server. */
export function guarded(page: Page, Inside: RouteComponent, Closed: ComponentType<{ title: string }>): RouteComponent {
  return function Guarded() {
    const { can } = useReader();
    if (page.permission !== undefined && !can.includes(page.permission)) return <Closed title={page.title} />;
    return <Inside />;
  };
}
