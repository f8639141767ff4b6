import { Button } from '@mantine/core';
import { type ComponentType, Suspense } from 'react';
import { Popup } from './Popup.tsx';
import { LoadingState } from './States.tsx';
import { useWords } from './words.ts';

/** A record of which one may ask why one sees it: its kind as the API names it, and its id. */
export interface Asked {
  kind: 'note' | 'file' | 'contact' | 'task' | 'project' | 'document';
  id: string;
}

let Answer: ComponentType<Asked> | null = null;

/** A later room says here how it answers. Call it once, when the module loads. */
export function answersWhy(answer: ComponentType<Asked>): void {
  Answer = answer;
}

/** Why one sees a record, or whether a colleague does. */
export function WhyAnswer(asked: Asked) {
  return Answer === null ? null : (
    <Suspense fallback={<LoadingState lines={3} />}>
      <Answer {...asked} />
    </Suspense>
  );
}

/** The question beside a record; its answer opens below it. */
export function WhyLink(asked: Asked) {
  const t = useWords('kit');
  return (
    <Popup
      label={t('why')}
      width={380}
      opener={(props) => (
        <Button className="no-print" variant="subtle" size="compact-xs" {...props}>
          {t('why')}
        </Button>
      )}
    >
      {() => <WhyAnswer {...asked} />}
    </Popup>
  );
}
