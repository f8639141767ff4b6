import { Fragment, type ReactNode } from 'react';
import { type Body, isSafeHref, type Mark, type Part } from '../rules-body.ts';
import styles from './Notes.module.css';

/** The names of mentioned colleagues by id. */
export type Names = ReadonlyMap<string, string>;

/** The names of people, by their ids. */
export const namesOf = (people: readonly { id: string; name: string }[]): Names =>
  new Map(people.map(({ id, name }) => [id, name]));

function Marked({ text, marks }: { text: string; marks: readonly Mark[] }): ReactNode {
  const mark = marks.at(-1);
  if (mark === undefined) return text;
  const inside = <Marked text={text} marks={marks.slice(0, -1)} />;
  switch (mark.type) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'code':
      return <code>{inside}</code>;
    case 'link':
      return isSafeHref(mark.attrs.href) ? (
        <a href={mark.attrs.href} target="_blank" rel="noopener noreferrer nofollow">
          {inside}
        </a>
      ) : (
        inside
      );
    default:
      return inside;
  }
}

function shown(part: Part, names: Names): ReactNode {
  const inside = () => <Parts parts={part.content ?? []} names={names} />;
  switch (part.type) {
    case 'text':
      return <Marked text={part.text ?? ''} marks={part.marks ?? []} />;
    case 'hardBreak':
      return <br />;
    case 'mention':
      return <span className={styles.mention}>@{names.get(part.attrs?.id ?? '') ?? '…'}</span>;
    case 'paragraph':
      return <p>{inside()}</p>;
    case 'heading':
      // The page and its parts have the levels above.
      return part.attrs?.level === 1 ? (
        <h4 data-level={1}>{inside()}</h4>
      ) : part.attrs?.level === 2 ? (
        <h5>{inside()}</h5>
      ) : (
        <h6>{inside()}</h6>
      );
    case 'bulletList':
      return <ul>{inside()}</ul>;
    case 'orderedList':
      return <ol start={part.attrs?.start ?? 1}>{inside()}</ol>;
    case 'listItem':
      return <li>{inside()}</li>;
    case 'blockquote':
      return <blockquote>{inside()}</blockquote>;
    case 'codeBlock':
      return (
        <pre>
          <code>{inside()}</code>
        </pre>
      );
    default:
      return null;
  }
}

function Parts({ parts, names }: { parts: readonly Part[]; names: Names }) {
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text that is shown does not change its order
    <Fragment key={at}>{shown(part, names)}</Fragment>
  ));
}

/** What a note says, made of React elements part by part: nothing in it can run, whatever was typed. */
export function RichText({ body, names }: { body: Body; names: Names }) {
  return (
    <div className={styles.rich}>
      <Parts parts={body.content} names={names} />
    </div>
  );
}
