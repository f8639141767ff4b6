import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { listTeam } from '../contract.ts';

type Member = OutputOf<typeof listTeam>['rows'][number];

/** How a seat was before each change, and who had said so, the latest first. */
export default function SeatHistory({ former }: { former: Member['former'] }) {
  const t = useWords('accounts');
  const format = useFormats();
  return (
    <ol className="dim" reversed>
      {[...former].reverse().map((one) => (
        <li key={`${one.at} ${one.since} ${one.until} ${one.share}`}>
          {[
            `${t('team.since')} ${format.day(one.since)}`,
            ...(one.until === null ? [] : [`${t('team.until')} ${format.day(one.until)}`]),
            ...(one.share === null ? [] : [format.percent(one.share / 100, 0)]),
            ...(one.responsible === '' ? [] : [one.responsible]),
            ...(one.at === null
              ? []
              : [t('team.changedBy', { name: one.by?.name ?? t('team.system'), at: format.moment(one.at) })]),
          ].join(', ')}
        </li>
      ))}
    </ol>
  );
}
