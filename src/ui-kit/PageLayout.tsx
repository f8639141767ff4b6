import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './PageLayout.module.css';
import { type Crumb, usePageHead } from './page-head.ts';
import { type Asked, WhyLink } from './why.tsx';

interface Props {
  title: string;
  /** Before the title: the logo of what the page is about. */
  emblem?: ReactNode;
  /** Beside the title: tier, class, state. */
  badges?: ReactNode;
  /** Steps between the menu entry and this page. */
  crumbs?: readonly Crumb[];
  /** The first line: an `AnswerLine`, or a sentence. */
  answer?: ReactNode;
  /** At the right of the title; one primary button at most. */
  actions?: ReactNode;
  /** Choices of the page: basis, level, period, filters. */
  toolbar?: ReactNode;
  /** Tiles and charts. */
  picture?: ReactNode;
  /** Printed at the head of the sheet: organisation, period, basis. */
  printNote?: ReactNode;
  /** The record that the page is about: below the answer stands the question why one sees it. */
  why?: Asked;
  /** Narrow, for forms and settings. */
  narrow?: boolean;
  /** The table, or whatever the page holds. */
  children?: ReactNode;
}

/** The frame of every page: title, answer, choices, picture, table; prints as one neat sheet. */
export function PageLayout(props: Props) {
  usePageHead(props.title, props.crumbs);
  return (
    <div className={styles.page} data-narrow={props.narrow}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {props.emblem}
          <h1 className={styles.title}>{props.title}</h1>
          {props.badges}
        </div>
        {props.actions === undefined ? null : <div className={`${styles.actions} no-print`}>{props.actions}</div>}
      </header>
      {props.printNote === undefined ? null : <div className={styles.printNote}>{props.printNote}</div>}
      {props.answer === undefined ? null : <div className={styles.answer}>{props.answer}</div>}
      {props.why === undefined ? null : (
        <div>
          <WhyLink {...props.why} />
        </div>
      )}
      {props.toolbar === undefined ? null : <div className={`${styles.toolbar} no-print`}>{props.toolbar}</div>}
      {props.picture === undefined ? null : <div className={styles.picture}>{props.picture}</div>}
      {props.children}
    </div>
  );
}

/**
 * The sentence that answers the page's question; figures in it as `<strong>`. Grey lines while `loading`;
 * `note` says basis, period, currency and age below it.
 */
export function AnswerLine({ children, note, loading }: { children?: ReactNode; note?: ReactNode; loading?: boolean }) {
  return (
    <>
      {loading ? (
        <Skeleton height={22} width="min(560px, 80%)" my={3} radius="xs" />
      ) : (
        <p className={styles.answerText}>{children}</p>
      )}
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
    </>
  );
}

interface SectionProps {
  title: ReactNode;
  /** Beside the title: period, unit, a help mark. */
  note?: ReactNode;
  actions?: ReactNode;
  /** With a hairline frame. */
  framed?: boolean;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, note, actions, framed, children }: SectionProps) {
  return (
    <section className={styles.section} data-framed={framed}>
      <div className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {note === undefined ? null : <span className="dim">{note}</span>}
        {actions === undefined ? null : <div className={`${styles.sectionActions} no-print`}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
