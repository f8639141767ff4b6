import { Button } from '@mantine/core';
import { useState } from 'react';
import { Form, TextField } from '../../../ui-kit/Form.tsx';
import { Popup } from '../../../ui-kit/Popup.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { setTrashDays } from '../contract.ts';

/** For how many days what is deleted can be brought back. */
export function KeepDays({ keepDays, version }: { keepDays: number; version: number }) {
  const t = useWords('trash');
  return (
    <Popup
      label={t('keep.title')}
      align="end"
      opener={(props) => (
        <Button variant="default" {...props}>
          {t('keep.open', { count: keepDays })}
        </Button>
      )}
    >
      {(close) => <KeepForm keepDays={keepDays} version={version} close={close} />}
    </Popup>
  );
}

function KeepForm({ keepDays, version, close }: { keepDays: number; version: number; close: () => void }) {
  const t = useWords('trash');
  const [days, setDays] = useState(String(keepDays));
  const save = useAct(setTrashDays, { quiet: true, done: t('keep.done'), onDone: close });
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={close}
      onSubmit={() => save.mutate({ keepDays: Number(days), version })}
    >
      <TextField
        name="keepDays"
        label={t('keep.title')}
        hint={t('keep.hint')}
        numeric
        required
        value={days}
        onChange={setDays}
      />
    </Form>
  );
}
