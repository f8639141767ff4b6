import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ChoiceField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import { createProject } from '../contract.ts';
import { ProjectForm } from './ProjectForm.tsx';
import { inputOf } from './project-draft.ts';
import { useProjectWords } from './use-project-words.ts';

const FIRST = ['idea', 'planned', 'running'] as const;

interface Props {
  /** The account whose page this is; left out: it is asked. */
  account?: { id: string; name: string };
  onClose: () => void;
}

/** Begins a project, in a drawer. */
export default function NewProject({ account: given, onClose }: Props) {
  const { t, states } = useProjectWords();
  const navigate = useNavigate();
  const [account, setAccount] = useState(given ?? null);
  const [state, setState] = useState<(typeof FIRST)[number]>('idea');
  const make = useAct(createProject, {
    quiet: true,
    onDone: ({ id }) => {
      const show = () => void navigate({ href: `/projects/${id}` });
      say(t('new.done'), 'good', { act: { label: t('new.show'), run: show } });
      onClose();
    },
  });
  const choice = (
    <ChoiceField
      name="state"
      label={t('field.state')}
      value={state}
      onChange={(value) => setState(value as (typeof FIRST)[number])}
      options={FIRST.map((value) => ({ value, label: states[value] }))}
    />
  );
  return (
    <SideDrawer opened onClose={onClose} title={t('new.title')} size={620}>
      <ProjectForm
        project={null}
        accountId={account?.id ?? null}
        head={
          <>
            {given ? null : (
              <AccountPick
                name="accountId"
                label={t('field.account')}
                required
                value={account}
                onChange={(one) => setAccount(one)}
              />
            )}
            {choice}
          </>
        }
        button={t('new.save')}
        busy={make.isPending}
        error={make.error}
        onCancel={onClose}
        onSubmit={(draft) => account && make.mutate({ accountId: account.id, state, ...inputOf(draft) })}
      />
    </SideDrawer>
  );
}
