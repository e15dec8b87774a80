// Features as the corners of a regular polygon in a plane (Elhage et al. 2022): neighbors have the cosine of 2 pi / n, and
// each feature has 2 / n of a dimension.

/** @param {{ features: number }} given */
export default function model({ features }) {
  const angles = Array.from({ length: features }, (_, place) => Math.PI / 2 - (2 * Math.PI * place) / features);
  const [across, up] = [angles.map(Math.cos), angles.map(Math.sin)];
  const product = angles.map((one) => angles.map((other) => Math.cos(one - other)));
  const squares = product[0].reduce((total, one) => total + one * one, 0);
  return {
    names: angles.map((_, place) => String(place + 1)),
    series: { directions: { x: across, y: up }, products: { cells: product } },
    readings: { dimensions: 1 / squares, neighbor: Math.cos((2 * Math.PI) / features) },
  };
}
