// Features as the corners of a regular polygon in a plane (Elhage et al. 2022): neighbors have the cosine of 2 pi / n, and
// each feature has 2 / n of a dimension.

/** @param {{ features: number }} given */
export default function model({ features }) {
  const angles = Array.from({ length: features }, (_, place) => Math.PI / 2 - (2 * Math.PI * place) / features);
  const [across, up] = [angles.map(Math.cos), angles.map(Math.sin)];
  // Without what rounding leaves of zero at right angles.
  const product = angles.map((one) => angles.map((other) => Number(Math.cos(one - other).toFixed(12)) + 0));
  const squares = product[0].reduce((total, one) => total + one * one, 0);
  const neighbor = product[0][1];
  return {
    names: angles.map((_, place) => String(place + 1)),
    series: { directions: { x: across, y: up }, products: { cells: product } },
    readings: { dimensions: 1 / squares, angle: 360 / features, neighbor, left: Math.max(0, neighbor) },
  };
}
