import { useState } from 'react';
import { ChoiceField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { inviteMember, type Role } from '../contract.ts';
import { LinkToPass } from './LinkToPass.tsx';
import { RoleChecks } from './RoleChecks.tsx';

interface Props {
  superiors: readonly { value: string; label: string }[];
  onDone: () => void;
}

/** Invites somebody: mails the link, or shows it when no mail server is set. */
export function InviteMember({ superiors, onDone }: Props) {
  const t = useWords('people');
  const { language: own } = useReader();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(['kam']);
  const [superior, setSuperior] = useState('');
  const [language, setLanguage] = useState<'en' | 'ru'>(own);
  const [link, setLink] = useState<string | null>(null);
  const act = useAct(inviteMember, {
    quiet: true,
    onDone: (output) => {
      if (output.link !== null) return setLink(output.link);
      say(t('members.mailed', { email }), 'good');
      onDone();
    },
  });
  if (link !== null) return <LinkToPass link={link} name={name} onDone={onDone} />;
  return (
    <Form
      onSubmit={() =>
        act.mutate({
          name: name.trim(),
          email: email.trim(),
          roles,
          reportsTo: superior === '' ? null : superior,
          language,
        })
      }
      error={act.error}
      busy={act.isPending}
      button={t('members.inviteButton')}
      onCancel={onDone}
    >
      <p className="dim">{t('members.inviteLead')}</p>
      <TextField
        name="name"
        label={t('members.name')}
        value={name}
        onChange={setName}
        required
        autoFocus
        maxLength={200}
      />
      <TextField name="email" type="email" label={t('members.email')} value={email} onChange={setEmail} required />
      <RoleChecks value={roles} onChange={setRoles} />
      <ChoiceField
        name="reportsTo"
        label={t('members.superior')}
        value={superior}
        onChange={setSuperior}
        none={t('members.none')}
        options={superiors}
      />
      <ChoiceField
        name="language"
        label={t('members.language')}
        value={language}
        onChange={(value) => setLanguage(value === 'ru' ? 'ru' : 'en')}
        options={[
          { value: 'en', label: 'English' },
          { value: 'ru', label: 'Русский' },
        ]}
      />
    </Form>
  );
}
