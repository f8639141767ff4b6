import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type More, TimelineOf } from '../../timeline/ui/public.tsx';
import { listContactTimeline } from '../contract-timeline.ts';

const plain: More = ({ children }) => children(() => null);

/** What happened with a person, on all accounts that one may see. */
export default function ContactTimeline({ contactId }: { contactId: string }) {
  const t = useWords('contacts');
  return (
    <Section title={t('page.timeline')} framed>
      <TimelineOf id={contactId} list={listContactTimeline as never} at={{ contactId }} more={plain} />
    </Section>
  );
}
