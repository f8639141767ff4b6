import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { MenuLine, Popup } from './Popup.tsx';
import { useWords } from './words.ts';

/** Files of a list: a menu of their kinds. `url`: where one is. */
export function ExportMenu({ files }: { files: readonly { label: string; url: string }[] }) {
  const t = useWords('kit');
  return (
    <Popup
      label={t('action.export')}
      kind="menu"
      align="end"
      opener={(props) => (
        <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} />} {...props}>
          {t('action.export')}
        </Button>
      )}
    >
      {(close) =>
        files.map(({ label, url }) => (
          <MenuLine
            key={label}
            onClick={() => {
              window.location.assign(url);
              close();
            }}
          >
            {label}
          </MenuLine>
        ))
      }
    </Popup>
  );
}
