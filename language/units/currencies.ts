/** Currencies by ISO 4217 code, and the signs that stand for some of them. */
import { nearest } from './nearest.ts';

const codes =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG';

/** Every currency that may be named. */
export const currencyCodes: ReadonlySet<string> = new Set(codes.split(' '));

/** The code that was probably meant: one edit away, for of three letters every code is two edits from some other. */
export function nearestCurrency(word: string): string | null {
  return nearest(word.toUpperCase(), currencyCodes, 1);
}

const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

/** Systems in these currencies write their own money with the same sign, so there the sign could mean either. */
const ambiguous: Readonly<Record<string, readonly string[]>> = {
  $: ['AUD', 'CAD', 'NZD', 'SGD', 'HKD'],
  '¥': ['CNY'],
};

/** The currency that a sign stands for in a system of `currency`; null where it could mean either. */
export function currencyOfSign(sign: string, currency: string): string | null {
  return ambiguous[sign]?.includes(currency) ? null : signs[sign];
}

/** The currency that a sign stands for everywhere else. */
export function usualCurrencyOfSign(sign: string): string {
  return signs[sign];
}
