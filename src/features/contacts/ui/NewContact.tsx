import { useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { EntryCheck } from '../../../ui-kit/entry-checks.tsx';
import { FieldGroup, Form } from '../../../ui-kit/Form.tsx';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccount } from '../../accounts/contract.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import { FieldInputs, inputOfFields, useOwnFields } from '../../fields/ui/public.tsx';
import { createContact } from '../contract.ts';
import { PersonFields } from './PersonFields.tsx';
import { PositionFields } from './PositionFields.tsx';
import { draftOf, inputOf } from './person-draft.ts';
import { emptyPosition, positionInput } from './position-draft.ts';

const defaults = { account: '' };

/** Adds a person, at an account where the page was opened from one. */
export default function NewContact() {
  const t = useWords('contacts');
  const navigate = useNavigate();
  const [view] = useUrlState(defaults);
  const given = useCall(getAccount, { id: view.account }, { when: view.account !== '' });
  const [picked, setPicked] = useState<{ id: string; name: string } | null | undefined>(undefined);
  const [draft, setDraft] = useState(() => draftOf(null));
  const own = useOwnFields('contact');
  const [position, setPosition] = useState({ ...emptyPosition, isMain: true });
  const open = (href: string) => void navigate({ href });
  const create = useAct(createContact, {
    quiet: true,
    done: t('new.done'),
    onDone: (output) => open(`/contacts/${output.id}`),
  });
  const account = picked === undefined ? (given.data ?? null) : picked;
  const submit = () => {
    const at = account === null ? {} : { position: { accountId: account.id, ...positionInput(position) } };
    create.mutate({ ...inputOf(draft), ...at, fields: inputOfFields(own, null, draft) });
  };
  return (
    <PageLayout narrow title={t('new.title')} crumbs={[{ label: t('menu.list'), to: '/contacts' }]}>
      <Form
        button={t('new.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={() => open(view.account === '' ? '/contacts' : `/accounts/${view.account}?tab=people`)}
        onSubmit={submit}
      >
        <FieldGroup title={t('new.where')} hint={t('new.whereHint')}>
          <AccountPick
            name="position.accountId"
            label={t('field.account')}
            value={account === null ? null : { id: account.id, name: account.name }}
            onChange={setPicked}
          />
          {account === null ? null : (
            <PositionFields
              draft={position}
              set={(part) => setPosition((now) => ({ ...now, ...part }))}
              under="position."
            />
          )}
        </FieldGroup>
        <PersonFields draft={draft} set={(part) => setDraft((now) => ({ ...now, ...part }))} />
        <EntryCheck
          kind="contact"
          name={draft.name}
          accountId={account?.id ?? null}
          phones={draft.phones.map((phone) => phone.value)}
          emails={draft.emails.map((email) => email.value)}
        />
        <Suspense>
          <FieldInputs kind="contact" draft={draft} set={(part) => setDraft((now) => ({ ...now, ...part }))} isNew />
        </Suspense>
      </Form>
    </PageLayout>
  );
}
