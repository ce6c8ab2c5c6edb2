import { describe, expect, test } from 'vitest';
import { every, evidence, live, monthly, setOf, toldValue } from './kit.ts';

const STRONG = [{ at: 1, weight: 4 }];
const baby = { categories: ['family.baby_goods'] };
const known = '2025-01-01 cash -20.00 ATM';

describe('lines', () => {
  const cues = (measure: string, at: number) =>
    setOf([evidence('cue', { lines: { ...baby, withinDays: 30, measure } }, [{ at, weight: 4 }])]);

  test('count within the window, its first day included', () => {
    const lines = [
      known,
      '2025-06-01 card -30.00 BABY WALZ BERLIN',
      '2025-06-30 card -30.00 BABY WALZ BERLIN',
    ];
    expect(live(cues('count', 2), lines, '2025-07-05').map(({ detectedAt }) => detectedAt)).toEqual([
      '2025-06-30',
    ]);
  });

  test('a day outside the window does not count', () => {
    const lines = [
      known,
      '2025-06-01 card -30.00 BABY WALZ BERLIN',
      '2025-07-01 card -30.00 BABY WALZ BERLIN',
    ];
    expect(live(cues('count', 2), lines, '2025-07-05')).toEqual([]);
  });

  test('two visits to one shop are one merchant', () => {
    const one = [known, '2025-06-01 card -30.00 BABY WALZ BERLIN', '2025-06-05 card -12.00 BABY WALZ BERLIN'];
    expect(live(cues('merchants', 2), one, '2025-07-05')).toEqual([]);
    const two = [known, '2025-06-01 card -30.00 BABY WALZ BERLIN', '2025-06-05 card -12.00 BABYONE KOELN'];
    expect(toldValue(live(cues('merchants', 2), two, '2025-07-05'), 'cue')).toBe(2);
  });

  test('a bound on amounts is rough euros', () => {
    const set = setOf([
      evidence('cue', { lines: { ...baby, amountFrom: 100, withinDays: 30, measure: 'count' } }, STRONG),
    ]);
    expect(live(set, [known, '2025-06-01 card -99.00 BABY WALZ BERLIN'], '2025-07-05')).toEqual([]);
    expect(live(set, [known, '2025-06-01 card -101.00 BABY WALZ BERLIN'], '2025-06-05')).toHaveLength(1);
  });

  test('novelty: a line half a year before is not new, one long before is', () => {
    const set = setOf([
      evidence('cue', { lines: { ...baby, withinDays: 30, measure: 'count', novelDays: 180 } }, STRONG),
    ]);
    const second = '2025-12-01 card -30.00 BABY WALZ BERLIN';
    const before = (day: string) => [known, `${day} card -30.00 BABY WALZ BERLIN`, second];
    // The first one is new as well, so what counts is whether the second is told.
    const told = (day: string) =>
      live(set, before(day), '2025-12-05').filter(({ revision }) => revision === 1);
    expect(told('2025-06-10')).toHaveLength(1);
    expect(told('2025-05-01')).toHaveLength(2);
  });

  test('without sixty days of data before it nothing is new', () => {
    const set = setOf([
      evidence('cue', { lines: { ...baby, withinDays: 30, measure: 'count', novelDays: 180 } }, STRONG),
    ]);
    expect(live(set, [known, '2025-03-01 card -30.00 BABY WALZ BERLIN'], '2025-03-05')).toEqual([]);
    expect(live(set, [known, '2025-03-02 card -30.00 BABY WALZ BERLIN'], '2025-03-05')).toHaveLength(1);
  });

  test('net: a fee that was given back is none', () => {
    const fees = { categories: ['fee.overdraft'], withinDays: 60, measure: 'count', net: true };
    const set = setOf([evidence('fees', { lines: fees }, [{ at: 2, weight: 4 }])]);
    const fee = (day: string, amount: string) => `${day} fee ${amount} OVERDRAFT FEE`;
    const two = [known, fee('2025-06-01', '-12.00'), fee('2025-06-09', '-12.00')];
    expect(live(set, two, '2025-06-20')).toHaveLength(1);
    const reversed = [
      known,
      fee('2025-06-01', '-12.00'),
      fee('2025-06-03', '12.00'),
      fee('2025-06-09', '-12.00'),
    ];
    expect(live(set, reversed, '2025-06-20')).toEqual([]);
  });

  test('a withdrawn line takes its signal back', () => {
    const lines = [known, '2025-06-01 card -30.00 BABY WALZ BERLIN', '2025-06-10 retract p2'];
    expect(live(cues('count', 1), lines, '2025-07-05').map(({ state }) => state)).toEqual([
      'confirmed',
      'retracted',
    ]);
  });

  test('words are whole words of the description', () => {
    const set = setOf([
      evidence('cue', { lines: { words: ['umzug'], withinDays: 30, measure: 'count' } }, STRONG),
    ]);
    expect(live(set, [known, '2025-06-01 card -300.00 MEYER UMZUG BERLIN'], '2025-06-05')).toHaveLength(1);
    expect(live(set, [known, '2025-06-01 card -300.00 MEYER UMZUGSGUT'], '2025-06-05')).toEqual([]);
  });

  test('abroad is a country at the end that is not where most lines are', () => {
    const set = setOf([
      evidence('cue', { lines: { abroad: true, withinDays: 30, measure: 'days' } }, STRONG),
    ]);
    const home = every(5, '2025-01-02', 20, 'card -20.00 REWE 1234 BERLIN DE');
    expect(live(set, home, '2025-06-05')).toEqual([]);
    expect(live(set, [...home, '2025-05-01 card -9.00 MERCADONA MALAGA ES'], '2025-05-05')).toHaveLength(1);
  });
});

describe('what months tell', () => {
  const shopping = [...every(4, '2025-01-02', 120, 'card -40.00 REWE BERLIN')];

  test('quiet: the day on which the silence is long enough, by a tick alone', () => {
    const set = setOf([
      evidence('quiet', { quiet: { categories: ['food.restaurant'], beforeMonths: 3, monthlyCount: 2 } }, [
        { at: 40, weight: 4 },
      ]),
    ]);
    const meals = every(10, '2025-01-05', 15, 'card -25.00 VAPIANO BERLIN');
    const signals = live(set, [...shopping, ...meals], '2025-09-01');
    // The last meal was on 2025-05-25.
    expect(signals.map(({ detectedAt }) => detectedAt).slice(0, 1)).toEqual(['2025-07-04']);
  });

  test('quiet: a customer who pays nothing at all is away, not silent', () => {
    const set = setOf([
      evidence('quiet', { quiet: { categories: ['food.grocery'], beforeMonths: 3, monthlyCount: 2 } }, [
        { at: 40, weight: 4 },
      ]),
    ]);
    expect(live(set, every(4, '2025-01-02', 40, 'card -40.00 REWE BERLIN'), '2025-10-01')).toEqual([]);
  });

  test('rate: three times as many as in the months before', () => {
    const set = setOf([
      evidence(
        'rate',
        {
          rate: {
            categories: ['housing.improvement'],
            measure: 'count',
            months: 1,
            baselineMonths: 3,
            countMin: 3,
          },
        },
        [{ at: 3, weight: 4 }],
      ),
    ]);
    const usual = monthly('2025-01-10', 5, 'card -20.00 BAUHAUS BERLIN');
    const more = every(3, '2025-06-02', 6, 'card -80.00 BAUHAUS BERLIN');
    expect(live(set, [...shopping, ...usual], '2025-08-10')).toEqual([]);
    expect(
      toldValue(live(set, [...shopping, ...usual, ...more], '2025-08-10'), 'rate'),
    ).toBeGreaterThanOrEqual(3);
  });

  test('share: gambling in percent of spending', () => {
    const set = setOf([
      evidence(
        'share',
        { share: { categories: ['gambling'], months: 1, baselineMonths: 3, measure: 'percent' } },
        [{ at: 20, weight: 4 }],
      ),
    ]);
    const bets = every(5, '2025-03-01', 6, 'card -30.00 TIPICO SPORTWETTEN');
    const signals = live(set, [...shopping, ...bets], '2025-04-20');
    expect(signals[0]?.detectedAt).toBe('2025-04-04');
    expect(toldValue(signals, 'share')).toBeGreaterThan(30);
  });

  test('income: a payday that a weekend moves into the next month is no swing', () => {
    const set = setOf([
      evidence('swings', { income: { measure: 'variation-percent', months: 6 } }, [{ at: 20, weight: 4 }]),
      evidence('falls', { income: { measure: 'fall-percent', months: 6 } }, [{ at: 20, weight: 4 }]),
    ]);
    const days = ['01-30', '02-28', '04-01', '04-30', '05-30', '07-01', '07-30', '08-29'];
    const pay = days.map((day) => `2025-${day} transfer 1800.00 RENTE DEUTSCHE RENTENVERSICHERUNG`);
    expect(live(set, [known, ...pay], '2025-09-10')).toEqual([]);
    expect(live(set, [known, ...pay.filter((_line, index) => index !== 4)], '2025-09-10')).not.toEqual([]);
  });

  test('income: one bonus is no swing, hours on call are', () => {
    const set = setOf([
      evidence('swings', { income: { measure: 'swing-percent', months: 6 } }, [{ at: 25, weight: 4 }]),
    ]);
    const paid = (amounts: readonly number[]) =>
      amounts.map((amount, index) => `2025-0${index + 1}-28 transfer ${amount}.00 ACME GMBH LOHN GEHALT`);
    const bonus = paid([2000, 2000, 2000, 6000, 2000, 2000, 2000]);
    expect(live(set, [known, ...bonus], '2025-08-10')).toEqual([]);
    const hours = paid([2000, 1200, 2100, 1000, 1900, 1100, 2000]);
    expect(live(set, [known, ...hours], '2025-08-10')[0]?.state).toBe('confirmed');
  });

  test('income: a fall of the newest two months', () => {
    const set = setOf([
      evidence('income', { income: { measure: 'fall-percent', months: 6 } }, [{ at: 20, weight: 4 }]),
    ]);
    const pay = [
      ...monthly('2025-01-28', 5, 'transfer 2500.00 ACME GMBH LOHN GEHALT'),
      ...monthly('2025-06-28', 3, 'transfer 1500.00 ACME GMBH LOHN GEHALT'),
    ];
    const signals = live(set, [...shopping, ...pay], '2025-09-20');
    expect(signals[0]?.detectedAt).toBe('2025-07-04');
  });
});

describe('balances', () => {
  test('days below zero, carried over days without a booking', () => {
    const set = setOf([
      evidence('negative', { balance: { measure: 'days-negative', withinDays: 30 } }, [{ at: 5, weight: 4 }]),
    ]);
    const lines = ['2025-06-01 =100.00 card -10.00 REWE', '2025-06-10 =-5.00 card -105.00 REWE'];
    expect(live(set, lines, '2025-06-30')[0]?.detectedAt).toBe('2025-06-14');
    const short = [...lines, '2025-06-13 =200.00 transfer 205.00 SOMEBODY'];
    expect(live(set, short, '2025-06-30')).toEqual([]);
  });

  test('an overdrawn account beside a full one is no shortage', () => {
    const set = setOf([
      evidence('negative', { balance: { measure: 'days-negative', withinDays: 30 } }, [{ at: 3, weight: 4 }]),
    ]);
    const lines = [
      '2025-06-01 @a2 =900.00 card -10.00 REWE',
      '2025-06-01 =100.00 card -10.00 REWE',
      '2025-06-10 =-5.00 card -105.00 REWE',
    ];
    expect(live(set, lines, '2025-06-30')).toEqual([]);
  });

  test('pay by the hour that comes evenly is awaited, though its sums make no series', () => {
    const set = setOf([evidence('short', { shortfall: { horizonDays: 20 } }, [{ at: 60, weight: 4 }])]);
    const sums = [600, 2400, 900, 3100];
    const life = (paydays: number) => [
      ...sums
        .slice(0, paydays)
        .map(
          (sum, index) =>
            every(14 * index, '2025-04-11', 2, `transfer ${sum}.00 ACME GMBH LOHN GEHALT`).at(-1)!,
        ),
      ...every(6, '2025-01-03', 26, 'card -150.00 REWE BERLIN'),
      '2025-06-05 =260.00 card -30.00 SATURN BERLIN',
    ];
    // The next one would come on 2025-06-06.
    expect(live(set, life(4), '2025-06-06')).toEqual([]);
    expect(live(set, life(2), '2025-06-06')).toHaveLength(1);
  });

  test('a shortfall is foreseen before the next wage', () => {
    const set = setOf([evidence('short', { shortfall: { horizonDays: 20 } }, [{ at: 60, weight: 4 }])]);
    const life = (left: string) => [
      ...monthly('2025-01-28', 6, 'transfer 2000.00 ACME GMBH LOHN GEHALT'),
      ...monthly('2025-02-01', 5, 'standing-order -800.00 MIETE WOHNUNG'),
      ...every(6, '2025-01-03', 26, 'card -50.00 REWE BERLIN'),
      `2025-06-08 =${left} card -300.00 SATURN BERLIN`,
    ];
    expect(live(set, life('90.00'), '2025-06-12').map(({ detectedAt }) => detectedAt)).toEqual([
      '2025-06-09',
    ]);
    expect(live(set, life('2900.00'), '2025-06-12')).toEqual([]);
  });
});

describe('series', () => {
  test('a price change counts from the first payment at the new price', () => {
    const set = setOf(
      [
        evidence('rise', { subject: { measure: 'rise-percent' } }, [{ at: 5, weight: 2 }]),
        evidence('again', { subject: { measure: 'payments-since-change' } }, [{ at: 2, weight: 2 }]),
      ],
      { subject: { series: { categories: ['subscription'] } } },
    );
    const lines = [
      known,
      ...monthly('2025-04-12', 4, 'card -10.99 NETFLIX.COM'),
      ...monthly('2025-08-12', 3, 'card -12.99 NETFLIX.COM'),
    ];
    const signals = live(set, lines, '2025-11-01');
    expect(signals.map(({ state, detectedAt }) => `${state} ${detectedAt}`)).toEqual([
      'early 2025-08-12',
      'confirmed 2025-09-12',
    ]);
    expect(signals[0]?.subject).toMatchObject({ kind: 'merchant', id: 'netflix' });
    expect(signals[1]?.rationale.for[0]?.facts).toMatchObject({ before: '10.99 EUR', now: '12.99 EUR' });
  });

  test('payments at a price once told do not keep its episode open', () => {
    const set = setOf([evidence('rise', { subject: { measure: 'rise-percent' } }, [{ at: 5, weight: 4 }])], {
      subject: { series: { categories: ['subscription'] } },
    });
    const lines = [
      known,
      ...monthly('2025-04-12', 4, 'card -10.99 NETFLIX.COM'),
      ...monthly('2025-08-12', 6, 'card -12.99 NETFLIX.COM'),
      ...monthly('2026-02-12', 2, 'card -14.99 NETFLIX.COM'),
    ];
    const told = live(set, lines, '2026-03-20').map(({ state, detectedAt }) => `${state} ${detectedAt}`);
    expect(told).toEqual(['confirmed 2025-08-12', 'ended 2025-11-11', 'confirmed 2026-02-12']);
  });

  test('a trial of three payments is known though they made a series of their own', () => {
    const set = setOf(
      [evidence('trial', { subject: { measure: 'trial-percent' } }, [{ at: 80, weight: 4 }])],
      {
        subject: { series: { categories: ['subscription'] } },
      },
    );
    const lines = [
      known,
      ...monthly('2025-04-12', 3, 'card -0.99 SPOTIFY'),
      ...monthly('2025-07-12', 3, 'card -11.99 SPOTIFY'),
    ];
    const told = live(set, lines, '2025-09-20').map(({ state, detectedAt }) => `${state} ${detectedAt}`);
    expect(told[0]).toBe('confirmed 2025-08-12');
  });

  test('a payment that does not come is overdue by the day, without a tick of its own', () => {
    const set = setOf(
      [evidence('overdue', { subject: { measure: 'days-overdue' } }, [{ at: 7, weight: 4 }])],
      {
        subject: { series: { categories: ['utilities'] } },
      },
    );
    const lines = [known, ...monthly('2025-02-03', 6, 'direct-debit -80.00 EON ENERGIE DEUTSCHLAND')];
    // Due on 2025-08-03, a Sunday: with two working days overdue from 2025-08-05 on.
    expect(
      live(set, lines, '2025-09-01')
        .slice(0, 1)
        .map(({ detectedAt }) => detectedAt),
    ).toEqual(['2025-08-12']);
  });

  test('a raised amount that lies beside the series is no payment that failed to come', () => {
    const set = setOf(
      [evidence('overdue', { subject: { measure: 'days-overdue' } }, [{ at: 7, weight: 4 }])],
      {
        subject: { series: { categories: ['utilities'] } },
      },
    );
    const lines = [known, ...monthly('2025-02-03', 6, 'direct-debit -80.00 EON ENERGIE DEUTSCHLAND')];
    const raised = '2025-08-04 direct-debit -97.00 EON ENERGIE DEUTSCHLAND';
    const small = '2025-08-04 direct-debit -17.00 EON ENERGIE DEUTSCHLAND';
    expect(live(set, [...lines, raised], '2025-09-01')).toEqual([]);
    expect(live(set, [...lines, small], '2025-09-01')[0]?.detectedAt).toBe('2025-08-12');
  });

  test('a supplier that replaces another is seen, a second one is not', () => {
    const set = setOf([
      evidence('switch', { replaced: { categories: ['utilities'], withinDays: 120 } }, [
        { at: 1, weight: 4 },
      ]),
    ]);
    const old = (times: number) =>
      monthly('2025-01-03', times, 'direct-debit -80.00 EON ENERGIE DEUTSCHLAND');
    const young = monthly('2025-07-05', 5, 'direct-debit -75.00 VATTENFALL EUROPE SALES');
    expect(live(set, [known, ...old(6), ...young], '2025-12-01')[0]?.state).toBe('confirmed');
    expect(live(set, [known, ...old(11), ...young], '2025-12-01')).toEqual([]);
  });
});

describe('parties', () => {
  const set = setOf(
    [
      evidence('again', { repeat: { withinDays: 2, amountFrom: 20, historyDays: 180 } }, [
        { at: 1, weight: 4 },
      ]),
    ],
    { subject: { party: {} } },
  );

  test('the same amount twice within two days', () => {
    const lines = [known, '2025-06-01 card -59.90 SATURN BERLIN', '2025-06-02 card -59.90 SATURN BERLIN'];
    expect(live(set, lines, '2025-06-10').map(({ detectedAt }) => detectedAt)).toEqual(['2025-06-02']);
  });

  test('a second charge that is withdrawn takes its signal back', () => {
    const lines = [
      known,
      '2025-06-01 card -59.90 SATURN BERLIN',
      '2025-06-02 card -59.90 SATURN BERLIN',
      '2025-06-05 retract p3',
    ];
    const told = live(set, lines, '2025-06-10').map(({ state, detectedAt }) => `${state} ${detectedAt}`);
    expect(told).toEqual(['confirmed 2025-06-02', 'retracted 2025-06-05']);
  });

  test('two days later it is another purchase', () => {
    const lines = [known, '2025-06-01 card -59.90 SATURN BERLIN', '2025-06-04 card -59.90 SATURN BERLIN'];
    expect(live(set, lines, '2025-06-10')).toEqual([]);
  });

  test('who buys the same twice as a habit is not charged twice', () => {
    const pair = (day: number) => [
      `2025-0${day}-01 card -25.00 SATURN BERLIN`,
      `2025-0${day}-02 card -25.00 SATURN BERLIN`,
    ];
    const signals = live(set, [known, ...pair(4), ...pair(6), ...pair(8)], '2025-08-10');
    expect(signals.map(({ state, detectedAt }) => `${state} ${detectedAt}`)).toEqual([
      'confirmed 2025-04-02',
      'ended 2025-06-01',
    ]);
  });
});

describe('overdue series', () => {
  test('two working days after the due day, and not while payments come', () => {
    const set = setOf(
      [
        evidence(
          'late',
          { series: { categories: ['utilities'], happening: 'overdue', withinDays: 45 } },
          STRONG,
        ),
      ],
      { observedDaysMin: 0 },
    );
    const bills = (times: number) =>
      monthly('2025-01-06', times, 'direct-debit -84.00 VATTENFALL EUROPE SALES STROM');
    const day = (month: string) => `${month} card -9.99 NETFLIX.COM`;
    const told = (times: number) =>
      live(set, [known, ...bills(times), day('2025-06-15')], '2025-06-20').length;
    expect(told(5)).toBe(1);
    expect(told(6)).toBe(0);
  });
});

describe('lines of the series itself', () => {
  const rent = monthly('2025-01-03', 6, 'direct-debit -812.00 DEGEWO AG MIETE');
  const about = { subject: { series: { categories: ['housing.rent'] } } };
  const back = setOf(
    [
      evidence(
        'back',
        {
          lines: {
            direction: 'in',
            categories: ['payment.returned'],
            onlySubject: true,
            withinDays: 30,
            measure: 'count',
          },
        },
        STRONG,
      ),
    ],
    about as never,
  );

  test('what bounced, known by its amount', () => {
    const bounced = '2025-06-05 direct-debit 812.00 RUECKLASTSCHRIFT';
    expect(live(back, [known, ...rent, bounced], '2025-06-20')).toHaveLength(1);
  });

  test('another debit that bounced is none of it', () => {
    const other = '2025-06-05 direct-debit 81.20 RUECKLASTSCHRIFT';
    expect(live(back, [known, ...rent, other], '2025-06-20')).toEqual([]);
  });

  test('a month that costs nothing, which no other filter takes', () => {
    const given = {
      direction: 'in',
      categories: ['subscription'],
      withinDays: 60,
      measure: 'count',
    };
    const lines = [known, '2025-05-03 card 0.00 NETFLIX.COM'];
    const told = (filter: Record<string, unknown>) =>
      live(setOf([evidence('free', { lines: { ...given, ...filter } }, STRONG)]), lines, '2025-06-20');
    expect(told({ amountTo: 0 })).toHaveLength(1);
    expect(told({})).toEqual([]);
  });
});

describe('loans', () => {
  const set = setOf([
    evidence('paid', { loan: { measure: 'paid-percent', withinDays: 40 } }, [{ at: 90, weight: 4 }]),
  ]);

  test('a counter that rises by one', () => {
    const rates = [45, 46].map(
      (number, index) => `2025-0${6 + index}-01 direct-debit -210.00 AUTOBANK RATE ${number}/48`,
    );
    const signals = live(set, [known, ...rates], '2025-08-01');
    expect(signals).toHaveLength(1);
    expect(signals[0]!.transactions).toEqual(['p2', 'p3']);
  });

  test('a date is no counter', () => {
    const lines = [
      known,
      '2025-06-01 direct-debit -210.00 AUTOBANK RATE 11/12',
      '2025-07-01 direct-debit -210.00 AUTOBANK RATE 11/12',
    ];
    expect(live(set, lines, '2025-08-01')).toEqual([]);
  });

  test('the balance of a loan account', () => {
    const lines = [
      '2025-01-01 @loan1 =-4000.00 transfer 500.00 RATE',
      '2025-06-01 @loan1 =-390.00 transfer 500.00 RATE',
    ];
    expect(toldValue(live(set, lines, '2025-06-10'), 'paid')).toBe(90);
  });
});

describe('other things', () => {
  test('a product event', () => {
    const set = setOf([evidence('asked', { event: { name: 'mortgage_enquiry', withinDays: 30 } }, STRONG)]);
    expect(live(set, [known, '2025-06-01 event mortgage_enquiry'], '2025-06-10')).toHaveLength(1);
    expect(live(set, [known, '2025-06-01 event app_opened'], '2025-06-10')).toEqual([]);
  });

  test('a large line in a window that covers all of the data is held against the other lines', () => {
    const set = setOf([
      evidence('lump', { outlier: { direction: 'in', withinDays: 400, amountFrom: 3000 } }, [
        { at: 2, weight: 4 },
      ]),
    ]);
    const pay = monthly('2025-01-28', 6, 'transfer 2500.00 ACME GMBH LOHN GEHALT');
    const told = live(set, [...pay, '2025-07-10 transfer 6000.00 ACME GMBH LOHN GEHALT'], '2025-07-12');
    expect(told.map(({ detectedAt }) => detectedAt)).toEqual(['2025-07-10']);
    expect(live(set, [...pay, '2025-07-10 transfer 4000.00 ACME GMBH LOHN GEHALT'], '2025-07-12')).toEqual(
      [],
    );
  });

  test('a credit far above all others, told the day it comes', () => {
    const set = setOf([
      evidence('lump', { outlier: { direction: 'in', withinDays: 10, amountFrom: 5000 } }, [
        { at: 3, weight: 4 },
      ]),
    ]);
    const pay = monthly('2025-01-28', 8, 'transfer 2500.00 ACME GMBH LOHN GEHALT');
    const signals = live(set, [...pay, '2025-09-10 transfer 25000.00 NOTAR DR BEISPIEL'], '2025-09-12');
    expect(signals.map(({ detectedAt }) => detectedAt)).toEqual(['2025-09-10']);
    expect(live(set, [...pay, '2025-09-10 transfer 5100.00 ACME GMBH BONUS'], '2025-09-12')).toEqual([]);
  });
});
