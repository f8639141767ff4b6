import type { Tone } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Act, Due, Kind, Priority, Repeat, State, TaskRow } from '../contract.ts';
import { weekdayOf } from '../rules-repeat.ts';

export const stateTones: Record<State, Tone> = {
  open: 'plain',
  reported: 'accent',
  answered: 'accent',
  returned: 'warn',
  later: 'outline',
  done: 'good',
  accepted: 'good',
  declined: 'bad',
  cancelled: 'outline',
};

/** The words of kinds, states, steps and deadlines. */
export function useTaskWords() {
  const t = useWords('tasks');
  const format = useFormats();
  const { locale } = useReader();
  const kinds: Record<Kind, string> = {
    task: t('kind.task'),
    assignment: t('kind.assignment'),
    request: t('kind.request'),
    proposal: t('kind.proposal'),
    shortcoming: t('kind.shortcoming'),
  };
  const states: Record<State, string> = {
    open: t('state.open'),
    reported: t('state.reported'),
    answered: t('state.answered'),
    returned: t('state.returned'),
    later: t('state.later'),
    done: t('state.done'),
    accepted: t('state.accepted'),
    declined: t('state.declined'),
    cancelled: t('state.cancelled'),
  };
  const priorities: Record<Priority, string> = {
    urgent: t('priority.urgent'),
    high: t('priority.high'),
    normal: t('priority.normal'),
    low: t('priority.low'),
  };
  const topics: Record<NonNullable<TaskRow['topic']>, string> = {
    information: t('topic.information'),
    document: t('topic.document'),
    sample: t('topic.sample'),
    price: t('topic.price'),
    other: t('topic.other'),
  };
  const acts: Record<Act, string> = {
    done: t('act.done'),
    report: t('act.report'),
    answer: t('act.answer'),
    accept: t('act.accept'),
    return: t('act.return'),
    decline: t('act.decline'),
    later: t('act.later'),
    take: t('act.take'),
    cancel: t('act.cancel'),
    reopen: t('act.reopen'),
  };
  /** Monday to Sunday, as short as the language has them. */
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => short.format(new Date(`2024-01-0${day}T00:00:00Z`)));
  const due = (one: Due) =>
    one.time === null ? format.day(one.on) : [format.day(one.on), one.time, one.zone].filter(Boolean).join(' · ');
  const repeat = (one: Repeat, first: string | undefined): string => {
    const every =
      one.unit === 'day'
        ? t('repeat.days', { count: one.every })
        : one.unit === 'week'
          ? t('repeat.weeks', { count: one.every })
          : one.unit === 'month'
            ? t('repeat.months', { count: one.every })
            : t('repeat.years', { count: one.every });
    const days = one.weekdays ?? (first === undefined ? [] : [weekdayOf(first)]);
    const on =
      one.unit === 'week'
        ? days.map((day) => weekdays[day - 1]).join(', ')
        : one.unit === 'month' && one.monthDay === -1
          ? t('repeat.lastDay')
          : one.unit === 'month' && one.monthDay !== undefined
            ? t('repeat.onDay', { day: one.monthDay })
            : '';
    const end = [
      one.until === undefined ? '' : t('repeat.untilDay', { day: format.day(one.until) }),
      one.count === undefined ? '' : t('repeat.times', { count: one.count }),
    ];
    return [every, on, ...end].filter((part) => part !== '').join(' · ');
  };
  return { t, format, kinds, states, priorities, topics, acts, weekdays, due, repeat };
}

/** The words by value as the options of a choice. */
export const optionsOf = <V extends string>(words: Record<V, string>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }));
