import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import styles from './Files.module.css';

GlobalWorkerOptions.workerSrc = workerUrl;

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

interface Props {
  url: string;
  name: string;
  onFail: () => void;
}

/** A PDF page by page, drawn by our own script: nothing in it runs, and nothing is fetched for it. */
export default function PdfView({ url, name, onFail }: Props) {
  const t = useWords('files');
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(2);
  const [words, setWords] = useState('');
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const fail = useRef(onFail);
  fail.current = onFail;

  useEffect(() => {
    const ending = new AbortController();
    let loading: ReturnType<typeof getDocument> | null = null;
    const load = async () => {
      const answer = await fetch(url, { signal: ending.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const data = new Uint8Array(await answer.arrayBuffer());
      if (ending.signal.aborted) return;
      loading = getDocument({ data, isEvalSupported: false, useWasm: false, enableXfa: false });
      setPdf(await loading.promise);
    };
    load().catch(() => ending.signal.aborted || fail.current());
    return () => {
      ending.abort();
      void loading?.destroy();
    };
  }, [url]);

  useEffect(() => {
    if (pdf === null) return;
    let task: { cancel(): void; promise: Promise<unknown> } | null = null;
    let gone = false;
    const draw = async () => {
      const one = await pdf.getPage(page);
      const target = canvas.current;
      if (gone || target === null) return;
      const fit = (frame.current?.clientWidth ?? 600) / one.getViewport({ scale: 1 }).width;
      const viewport = one.getViewport({ scale: fit * ZOOMS[zoom]! * window.devicePixelRatio });
      target.width = viewport.width;
      target.height = viewport.height;
      target.style.width = `${viewport.width / window.devicePixelRatio}px`;
      task = one.render({ canvas: target, viewport });
      await task.promise;
      const { items } = await one.getTextContent();
      if (!gone) setWords(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    };
    draw().catch((error: Error) => gone || error.name === 'RenderingCancelledException' || fail.current());
    return () => {
      gone = true;
      task?.cancel();
    };
  }, [pdf, page, zoom]);

  if (pdf === null) return <LoadingState lines={10} />;
  const act = (label: string, Icon: typeof IconZoomIn, enabled: boolean, run: () => void) => (
    <ActionIcon variant="default" aria-label={label} title={label} disabled={!enabled} onClick={run}>
      <Icon size={16} />
    </ActionIcon>
  );
  const where = t('pdf.page', { page, pages: pdf.numPages });
  return (
    <section className={styles.pdf} aria-label={name}>
      <div className={styles.pdfBar}>
        {act(t('pdf.before'), IconChevronLeft, page > 1, () => setPage(page - 1))}
        <span role="status" className="num">
          {where}
        </span>
        {act(t('pdf.after'), IconChevronRight, page < pdf.numPages, () => setPage(page + 1))}
        <span className={styles.room} />
        {act(t('pdf.smaller'), IconZoomOut, zoom > 0, () => setZoom(zoom - 1))}
        {act(t('pdf.larger'), IconZoomIn, zoom < ZOOMS.length - 1, () => setZoom(zoom + 1))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than the frame is scrolled by keyboard too */}
      <section ref={frame} className={styles.pdfFrame} tabIndex={0} aria-label={where}>
        <canvas ref={canvas} role="img" aria-label={name} />
        <p className="hidden-text">{words}</p>
      </section>
    </section>
  );
}
