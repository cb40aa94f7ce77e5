export default function Home() {
  return <h1>Concordat</h1>;
}
