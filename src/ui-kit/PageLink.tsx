import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  /** A path of the application, filled in: `/accounts/123`. */
  to: string;
  search?: Record<string, string | number | boolean | readonly string[] | undefined>;
  className?: string;
  children: ReactNode;
  title?: string;
}

/** A link to a page of the application; loads the page's script when the pointer rests on it. */
export function PageLink({ to, search, ...rest }: Props) {
  return <Link to={to} search={search as never} preload="intent" {...rest} />;
}

/** A figure that opens to its lines: a quiet underline, the number's own colour. */
export function FigureLink(props: Props) {
  return <PageLink {...props} className="figure num" />;
}
