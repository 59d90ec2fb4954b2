"""The vectorised simulation of the full model in numpy, in two ways.

Threat events PERT(5, 10, 15) a year, vulnerability PERT(10 %, 15 %, 25 %), a primary loss between 250 k and 500 k and, in a
quarter of the events, a secondary loss between 1 M and 4 M (90 % intervals of lognormal laws).

"usual" is the program that one writes: numpy's default generator and its laws. "tuned" is the fastest that was found: the
generator SFC64, lognormal losses as the vectorised exponential of normal numbers, no intermediate copy of the losses.

Prints the version of numpy. Then, for each line "PROGRAM YEARS" of the standard input, a line of the processor's seconds for
the losses, the processor's seconds with mean and five quantiles, the clock's seconds for both, and the mean.
"""

import sys
import time

import numpy as np


def pert(rng, low, mode, high, size):
    width = high - low
    return low + width * rng.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, size)


def parameters(low, high):
    return (np.log(low) + np.log(high)) / 2, (np.log(high) - np.log(low)) / (2 * 1.6448536269514722)


def years_of_events(rng, years):
    rate = pert(rng, 5, 10, 15, years) * pert(rng, 0.1, 0.15, 0.25, years)
    return np.repeat(np.arange(years), rng.poisson(rate))


def usual(rng, years):
    year = years_of_events(rng, years)
    amount = rng.lognormal(*parameters(250e3, 500e3), year.size)
    hit = np.flatnonzero(rng.random(year.size) < 0.25)
    amount[hit] += rng.lognormal(*parameters(1e6, 4e6), hit.size)
    return np.bincount(year, weights=amount, minlength=years)


def lognormal(rng, low, high, size):
    mu, sigma = parameters(low, high)
    x = rng.standard_normal(size)
    x *= sigma
    x += mu
    return np.exp(x, out=x)


def tuned(rng, years):
    year = years_of_events(rng, years)
    losses = np.bincount(year, weights=lognormal(rng, 250e3, 500e3, year.size), minlength=years)
    hit = year[rng.random(year.size) < 0.25]
    losses += np.bincount(hit, weights=lognormal(rng, 1e6, 4e6, hit.size), minlength=years)
    return losses


def main():
    programs = {
        "usual": (usual, np.random.default_rng(20260301)),
        "tuned": (tuned, np.random.Generator(np.random.SFC64(20260301))),
    }
    print(np.__version__, flush=True)
    for line in sys.stdin:
        name, years = line.split()
        program, rng = programs[name]
        clock, start = time.perf_counter(), time.thread_time()
        losses = program(rng, int(years))
        simulated = time.thread_time()
        mean = losses.mean()
        np.quantile(losses, [0.1, 0.5, 0.9, 0.95, 0.99])
        print(simulated - start, time.thread_time() - start, time.perf_counter() - clock, mean, flush=True)


main()
