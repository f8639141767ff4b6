import { IconBookmark, IconCheck, IconUsers } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { FieldMenu } from '../../../ui-kit/FieldMenu.tsx';
import { MenuLine, PopupRule } from '../../../ui-kit/Popup.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountView, listAccountViews, removeAccountView, saveAccountView } from '../contract.ts';
import { differs } from './account-filter.ts';
import type { Look } from './ViewForm.tsx';

const ViewForm = lazy(() => import('./ViewForm.tsx'));
const touches = [listAccountViews];

interface Props {
  views: readonly AccountView[];
  chosen: AccountView | undefined;
  /** The list as it stands. */
  look: Look;
  /** Undefined: the whole list. */
  onPick: (view: AccountView | undefined) => void;
}

/** The saved views of the list: pick, keep the present one, rename, share, delete. */
export function ViewMenu({ views, chosen, look, onPick }: Props) {
  const t = useWords('accounts');
  const [form, setForm] = useState<'new' | 'edit' | null>(null);
  const [removing, setRemoving] = useState(false);
  const save = useAct(saveAccountView, { touches, done: t('views.saved') });
  const remove = useAct(removeAccountView, {
    touches,
    done: t('views.removed'),
    onDone: () => {
      setRemoving(false);
      onPick(undefined);
    },
  });
  const changed = chosen !== undefined && differs(chosen, look);
  const groups = [views.filter((view) => !view.isShared), views.filter((view) => view.isShared)] as const;
  return (
    <>
      <FieldMenu
        label={t('views.title')}
        width={280}
        icon={<IconBookmark size={15} stroke={1.6} aria-hidden="true" />}
        used={chosen !== undefined}
        shown={
          <>
            {chosen === undefined ? t('views.all') : chosen.name}
            {changed ? <span className="dim"> {t('views.changed')}</span> : null}
          </>
        }
      >
        {(close) => {
          const pick = (view: AccountView | undefined) => () => {
            onPick(view);
            close();
          };
          const begin = (what: 'new' | 'edit') => () => {
            close();
            setForm(what);
          };
          return (
            <>
              <MenuLine aside={chosen === undefined ? <IconCheck size={14} /> : null} onClick={pick(undefined)}>
                {t('views.all')}
              </MenuLine>
              {groups.map((some) =>
                some.map((view) => (
                  <MenuLine
                    key={view.id}
                    aside={
                      <>
                        {view.isShared ? <IconUsers size={14} aria-label={t('views.shared')} /> : null}
                        {view.id === chosen?.id ? <IconCheck size={14} /> : null}
                      </>
                    }
                    onClick={pick(view)}
                  >
                    {view.name}
                  </MenuLine>
                )),
              )}
              <PopupRule />
              {changed && chosen.can.edit ? (
                <MenuLine
                  onClick={() => {
                    close();
                    save.mutate({
                      id: chosen.id,
                      version: chosen.version,
                      name: chosen.name,
                      isShared: chosen.isShared,
                      ...look,
                    });
                  }}
                >
                  {t('views.keep', { name: chosen.name })}
                </MenuLine>
              ) : null}
              {changed ? <MenuLine onClick={pick(chosen)}>{t('views.back')}</MenuLine> : null}
              <MenuLine onClick={begin('new')}>{t('views.new')}</MenuLine>
              {chosen?.can.edit ? (
                <>
                  <MenuLine onClick={begin('edit')}>{t('views.edit')}</MenuLine>
                  <MenuLine
                    danger
                    onClick={() => {
                      close();
                      setRemoving(true);
                    }}
                  >
                    {t('views.remove')}
                  </MenuLine>
                </>
              ) : null}
            </>
          );
        }}
      </FieldMenu>
      <Suspense>
        {form === null ? null : (
          <ViewForm
            view={form === 'edit' ? chosen : undefined}
            look={look}
            onClose={() => setForm(null)}
            onDone={(view) => {
              setForm(null);
              onPick(view);
            }}
          />
        )}
      </Suspense>
      <Confirm
        opened={removing && chosen !== undefined}
        onClose={() => setRemoving(false)}
        title={t('views.removeTitle')}
        text={t(chosen?.isShared ? 'views.removeShared' : 'views.removeOwn', { name: chosen?.name ?? '' })}
        button={t('views.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => chosen && remove.mutate({ id: chosen.id, version: chosen.version })}
      />
    </>
  );
}
