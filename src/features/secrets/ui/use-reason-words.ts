import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { explainAccess } from '../contract.ts';

type Reason = OutputOf<typeof explainAccess>['reasons'][number];

/** One reason as a sentence. */
export function useReasonWords() {
  const t = useWords('secrets');
  const formats = useFormats();
  const people = useWords('people');
  return (reason: Reason): string =>
    t(`reason.${reason.kind === 'cleared' && reason.class === null ? 'most' : reason.kind}`, {
      roles: reason.roles.map((role) => people(`role.${role}`)).join(', '),
      class: reason.class ?? '',
      since: reason.since === null ? '' : formats.day(reason.since),
      until: reason.until === null ? '' : formats.day(reason.until),
      name: reason.person?.name ?? '',
      account: reason.account?.name ?? t('reason.above'),
    });
}
