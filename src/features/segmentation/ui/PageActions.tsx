import { Button } from '@mantine/core';
import { IconDownload, IconPrinter, IconRefresh } from '@tabler/icons-react';
import type { OutputOf } from '../../../pure/operation.ts';
import { fileUrl } from '../../../ui-kit/call.ts';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { exportKeyAccounts, type getKeyAccounts, runReview } from '../contract.ts';

/** Print, export, review now. */
export function PageActions(props: {
  can: OutputOf<typeof getKeyAccounts>['can'] | undefined;
  input: Record<string, unknown>;
}) {
  const t = useWords('segmentation');
  const review = useAct(runReview, { done: (output) => t('review.done', { count: output.accounts }) });
  const save = (format: 'csv' | 'xlsx') =>
    window.location.assign(fileUrl(exportKeyAccounts, { ...props.input, format } as never));
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
        {t('kit:action.print')}
      </Button>
      {props.can?.export ? (
        <Popup
          label={t('kit:action.export')}
          kind="menu"
          align="end"
          opener={(opener) => (
            <Button variant="default" leftSection={<IconDownload size={15} />} {...opener}>
              {t('kit:action.export')}
            </Button>
          )}
        >
          {(close) => (
            <>
              <MenuLine
                onClick={() => {
                  save('xlsx');
                  close();
                }}
              >
                {t('export.xlsx')}
              </MenuLine>
              <MenuLine
                onClick={() => {
                  save('csv');
                  close();
                }}
              >
                {t('export.csv')}
              </MenuLine>
            </>
          )}
        </Popup>
      ) : null}
      {props.can?.review ? (
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} />}
          loading={review.isPending}
          onClick={() => review.mutate({})}
        >
          {t('review.button')}
        </Button>
      ) : null}
    </>
  );
}
