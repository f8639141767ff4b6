/** A sentence of the words whose figures stand between `**`. */
export function Marked({ text }: { text: string }) {
  return text.split('**').map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <strong key={index}>{part}</strong>
    ) : (
      part
    ),
  );
}
