/** The components with made-up props; not part of a production build. */
export default function Gallery() {
  return <div>gallery</div>;
}
