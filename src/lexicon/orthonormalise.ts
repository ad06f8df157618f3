/** Columns of a tall matrix made orthonormal in place. */

/** Rows are taken as many at a time, which reads and writes sums less often; each sum has the same order as with one by one. */
export const ROWS_AT_ONCE = 4;

/**
 * Makes the columns of `x` orthonormal, by Cholesky of their products, and gives what each had left of its length. `x` lies row
 * by row, each of `width` numbers; its height is a multiple of ROWS_AT_ONCE.
 */
export function orthonormalise(x: Float64Array, width: number): Float64Array {
  const products = productsOf(x, width);
  const factor = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = 0; b <= a; b++) {
      let rest = products[a * width + b];
      for (let k = 0; k < b; k++) rest -= factor[a * width + k] * factor[b * width + k];
      factor[a * width + b] = a === b ? Math.sqrt(Math.max(rest, Number.EPSILON)) : rest / factor[b * width + b];
    }
  divideBy(factor, x, width);
  return new Float64Array(width).map((_, k) => factor[k * width + k]);
}

/** Below the diagonal: of columns a and b ≤ a at `a * width + b`. */
function productsOf(x: Float64Array, width: number): Float64Array {
  const products = new Float64Array(width * width);
  for (let row = 0; row < x.length; row += ROWS_AT_ONCE * width) {
    const [second, third, fourth] = [row + width, row + 2 * width, row + 3 * width];
    for (let a = 0; a < width; a++) {
      const at = a * width;
      const [p, q, r, s] = [x[row + a], x[second + a], x[third + a], x[fourth + a]];
      for (let b = 0; b <= a; b++)
        products[at + b] = products[at + b] + p * x[row + b] + q * x[second + b] + r * x[third + b] + s * x[fourth + b];
    }
  }
  return products;
}

/** X := X L⁻ᵀ, where L is the lower triangle `factor`. */
function divideBy(factor: Float64Array, x: Float64Array, width: number): void {
  for (let row = 0; row < x.length; row += ROWS_AT_ONCE * width) {
    const [second, third, fourth] = [row + width, row + 2 * width, row + 3 * width];
    for (let a = 0; a < width; a++) {
      let [p, q, r, s] = [x[row + a], x[second + a], x[third + a], x[fourth + a]];
      for (let b = 0; b < a; b++) {
        const share = factor[a * width + b];
        p -= share * x[row + b];
        q -= share * x[second + b];
        r -= share * x[third + b];
        s -= share * x[fourth + b];
      }
      const diagonal = factor[a * width + a];
      x[row + a] = p / diagonal;
      x[second + a] = q / diagonal;
      x[third + a] = r / diagonal;
      x[fourth + a] = s / diagonal;
    }
  }
}
