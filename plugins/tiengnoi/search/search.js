// @ts-check
// Finds pages: reads the index of a language (search/index.py), ranks pages by BM25F (Robertson & Zaragoza 2009).
(function () {
  "use strict";
  /** @typedef {{page: number, field: number, section: number, start: number, end: number}} Segment */
  /** @typedef {{words: string[], exact: string[], byExact: Map<string, number[]>, byFold: Map<string, number[]>, sounds: Map<string, string>, isWord: boolean[], rows: any[], kinds: string[],
   *   guides: string[], same: {said: string, folded: string[]}[][], segments: Segment[], stream: Uint16Array, lengths: number[][], firstSection: number[], sections: number, average: number[], hasText: boolean}} Index */

  // Weights and length normalisation of the fields: title, tags, description, other language, headings, text.
  const WEIGHT = [15, 1.2, 3.2, 5.8, 3, 1];
  const LENGTH = [0.3, 0.2, 0.3, 0.2, 0.4, 0.35];
  const SATURATION = 9;
  const TEXT = 0.11; // the text of a page, against its title and headings
  const TEXT_SATURATION = 1.5;
  const PAIR = 2; // a pair of neighbours, against a word
  const SECTION = 0.08; // the best section of a page, against the page
  const SECTION_TEXT = 0.5; // a word in the text of a section, against one in its heading
  const LOOKED_INTO = 60; // pages whose sections are compared
  const COVER = 1;
  const TITLE = 0.33; // a title that is wholly in the query
  const UNSEEN = 4.8; // rarity of a word that is nowhere
  const TONES = "\u0300\u0301\u0309\u0303\u0323"; // huyền, sắc, hỏi, ngã, nặng
  const TELEX = "fsrxj";
  const VNI = "21345";
  const SOUNDS = [[/^(gi|d|r)/, "z"], [/^(s|x)/, "x"], [/^(tr|ch)/, "c"], [/^(l|n)(?!g|h)/, "l"]];
  const WORDS = /[\p{L}\p{N}]+/gu;
  const ASKING =
    /^(lam (sao|the nao|gi)( de| khi| neu)?|khi nao( thi)?|the nao( la)?|cach|o dau|co nen|tai sao|vi sao|how (do|can|to|should)( i| we)?( to)?|what (is|are|do i do|to do|should i do)( if| when)?|when (should|do)( i| we)?|where (is|are|can i find)) /;
  const COMMON = new Set(
    ("la thi ma va cua cho cac nhung mot o tai khi neu de den voi co khong nhu duoc phai can nen nao gi sao the bao nhieu toi minh ai dau " +
      "a an the of to in on for with and or is are do does i we my our it what how when where who if can should be at from").split(" "),
  );

  /** Lower case, and a syllable as its letters without tone, and its tone: “hòa” and “hoà” are one.
   * @param {string} word */
  function exactly(word) {
    let tone = "";
    const letters = word
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, (mark) => ((tone = String(TONES.indexOf(mark))), ""));
    return letters.normalize("NFC") + tone;
  }

  /** @param {string} word */
  function fold(word) {
    return word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  /** @param {string} folded */
  function sound(folded) {
    for (const [pattern, letter] of SOUNDS) {
      if (/** @type {RegExp} */ (pattern).test(folded)) return folded.replace(pattern, /** @type {string} */ (letter));
    }
    return folded;
  }

  /** What the keys of Telex or VNI mean, as `exactly` writes it; nothing if they mean nothing.
   * @param {string} word */
  function typed(word) {
    let text = word.toLowerCase();
    let tone = "";
    const isVni = /[a-z].*[0-9]/.test(text);
    const keys = isVni ? VNI : TELEX;
    const first = text.search(/[aeiouyw]/);
    if (first < 0) return "";
    text = text.slice(0, first) + (isVni ? text.slice(first) : text.slice(first).replace(/z/g, "")).replace(
      isVni ? /[1-5]/g : /[sfrxj]/g,
      (key) => ((tone = String(keys.indexOf(key))), ""),
    );
    const mark = (/** @type {RegExp} */ pattern, /** @type {string} */ to) => (text = text.replace(pattern, to));
    if (isVni) {
      mark(/d(.*)9/, "đ$1");
      mark(/(u)(o)(.*)7/, "ươ$3");
      mark(/([aeo])([^aeo6]*?)6/, (_, vowel, rest) => ({ a: "â", e: "ê", o: "ô" })[vowel] + rest);
      mark(/([ou])([^ou7]*?)7/, (_, vowel, rest) => ({ o: "ơ", u: "ư" })[vowel] + rest);
      mark(/a([^a8]*?)8/, "ă$1");
    } else {
      mark(/^dd|^d(?=.*d$)/, "đ");
      if (text[0] === "đ") mark(/d$/, "");
      mark(/([aeo])([^aeo]*)\1/, (_, vowel, rest) => ({ a: "â", e: "ê", o: "ô" })[vowel] + rest);
      mark(/uo(.*)w|uw?ow(.*)/, (_, one, other) => "ươ" + (one || other || ""));
      mark(/([aou])([^aouw]*)w/, (_, vowel, rest) => ({ a: "ă", o: "ơ", u: "ư" })[vowel] + rest);
      mark(/w/, "ư");
    }
    return exactly(text) + tone;
  }

  /** Whether one letter more, less, other, or two swapped make one word the other.
   * @param {string} a @param {string} b */
  function isSlip(a, b) {
    if (a.length > b.length) return isSlip(b, a);
    if (b.length - a.length > 1) return false;
    let from = 0;
    while (from < a.length && a[from] === b[from]) from++;
    if (a.length < b.length) return a.slice(from) === b.slice(from + 1);
    return a.slice(from + 1) === b.slice(from + 1) || (a[from] === b[from + 1] && a[from + 1] === b[from] && a.slice(from + 2) === b.slice(from + 2));
  }

  function* characters() {
    for (let code = 0x23; ; code++) {
      if (!(code === 0x5c || (code >= 0x7f && code <= 0xa0) || code === 0xad || code === 0x2028 || code === 0x2029)) yield code;
    }
  }

  /** The numbers of the words that have a form. @param {string[]} forms @returns {Map<string, number[]>} */
  function grouped(forms) {
    const groups = new Map();
    forms.forEach((form, word) => groups.set(form, [...(groups.get(form) || []), word]));
    groups.delete("");
    return groups;
  }

  /** @param {any[]} head @param {any[] | null} text @returns {Index} */
  function prepare(head, text) {
    const [first, kinds, guides, rows, same] = head;
    const words = (text && text[0] ? `${first} ${text[0]}` : first).split(" ");
    const numbers = new Uint16Array(65536);
    const signs = characters();
    words.forEach((_, number) => (numbers[signs.next().value] = number + 1));
    /** @type {Segment[]} */
    const segments = [];
    const codes = [];
    /** @param {number} page @param {number} field @param {string} words @param {number} section */
    function add(page, field, words, section) {
      if (!words) return;
      segments.push({ page, field, section, start: codes.length, end: codes.length + words.length });
      for (let at = 0; at < words.length; at++) codes.push(numbers[words.charCodeAt(at)]);
    }
    let sections = 0;
    const firstSection = rows.map((row) => {
      const before = sections;
      sections += row[9].split("!").length;
      return before;
    });
    rows.forEach((row, page) => {
      for (let field = 0; field < 4; field++) add(page, field, row[4 + field], -1);
      row[9].split("!").forEach((heading, section) => add(page, 4, heading, firstSection[page] + section));
      if (text) text[1][page].split("!").forEach((words, section) => add(page, 5, words, firstSection[page] + section));
    });
    // Of each page and field: its words; and of each field: the words of a page that has it.
    const lengths = rows.map(() => WEIGHT.map(() => 0));
    for (const { page, field, start, end } of segments) lengths[page][field] += end - start;
    const average = WEIGHT.map((_, field) => {
      const having = lengths.filter((of) => of[field]);
      return having.reduce((sum, of) => sum + of[field], 0) / (having.length || 1);
    });
    // Word n of the vocabulary is number n + 1; 0 is no word.
    const exact = ["", ...words.map(exactly)];
    const folded = ["", ...words.map(fold)];
    const byFold = grouped(folded);
    return {
      words: ["", ...words], kinds, guides, rows, segments, exact, byFold,
      same: same.map((group) => group.map((said) => ({ said, folded: fold(said).match(WORDS) || [] }))),
      byExact: grouped(exact),
      sounds: new Map([...byFold.keys()].map((plain) => [plain, sound(plain)])),
      isWord: ["", ...words].map((word) => /[\p{L}\p{N}]/u.test(word)),
      stream: Uint16Array.from(codes),
      lengths, average, firstSection, sections,
      hasText: !!text,
    };
  }

  /** @typedef {{often: Float32Array, oftenText: Float32Array, best: Float32Array}} Tally */
  /** @typedef {{word: string, unit: number, span: number, alternative: number, follows: boolean, isLast: boolean, weight: number, mayBeSlip: boolean}} Term */

  /** The query as terms. A unit is a word, or words that the glossary knows, with what means the same.
   * @param {string} query @param {Index} index @returns {Term[]} */
  function termsOf(query, index) {
    const isOpen = /[\p{L}\p{N}]$/u.test(query);
    let asked = query.normalize("NFC").match(WORDS) || [];
    const question = ASKING.exec(asked.map(fold).join(" ") + " ");
    if (question) {
      const rest = asked.slice(question[0].trim().split(" ").length);
      if (rest.length) asked = rest;
    }
    /** @type {Term[]} */
    const terms = [];
    asked.forEach((word, at) => {
      const isLast = isOpen && at === asked.length - 1;
      const weight = COMMON.has(fold(word)) && asked.length > 1 ? 0.25 : 1;
      terms.push({ word, unit: at, span: 1, alternative: 0, follows: at > 0, isLast, weight, mayBeSlip: false });
    });
    const folded = asked.map(fold);
    let alternative = 0;
    for (const group of index.same) {
      for (const { said: member, folded: wanted } of group) {
        for (let at = 0; at + wanted.length <= folded.length; at++) {
          if (!wanted.every((word, k) => word === folded[at + k])) continue;
          // A short word alone must be written as the glossary has it: “bản” is not “bàn”.
          if (wanted.length === 1 && member !== member.toUpperCase() && exactly(member) !== exactly(asked[at])) continue;
          for (const { said: other } of group) {
            const words = other === member ? [] : other.match(WORDS) || [];
            if (!words.length) continue;
            alternative++;
            words.forEach((word, k) => {
              const weight = wanted.length / words.length;
              terms.push({ word, unit: at, span: wanted.length, alternative, follows: k > 0, isLast: false, weight, mayBeSlip: false });
            });
          }
        }
      }
    }
    return terms.slice(0, 30);
  }

  /** For each term, how well each word of the vocabulary fits it, from 0 to 1 (word n at n + 1).
   * @param {Term[]} terms @param {Index} index */
  function fittings(terms, index) {
    const keys = terms.map(({ word }) => (/^[a-z]+[a-z0-9]*$/i.test(word) ? typed(word) : ""));
    // One word that only the keys of Telex or VNI explain makes them likely for the others.
    const mayBeKeys = terms.some(({ word }, at) => keys[at] && !index.byFold.has(fold(word)) && index.byExact.has(keys[at]));
    return terms.map((term, at) => fitting(term, index, keys[at], mayBeKeys));
  }

  /** @param {Term} term @param {Index} index @param {string} keys @param {boolean} mayBeKeys */
  function fitting(term, index, keys, mayBeKeys) {
    const fit = new Float32Array(index.words.length);
    const exact = exactly(term.word);
    const folded = fold(term.word);
    const isPlain = folded === term.word.toLowerCase();
    let isKnown = false;
    /** @param {number[] | undefined} words @param {(word: number) => number} value */
    function set(words, value) {
      for (const word of words || []) {
        const one = value(word);
        if (fit[word] < one) fit[word] = one;
        if (one > 0.6) isKnown = true;
      }
    }
    set(index.byExact.get(exact), () => 1);
    set(index.byFold.get(folded), () => (isPlain ? 0.9 : 0.3));
    if (term.alternative) return fit;
    if (keys && keys !== exact && (!isKnown || mayBeKeys)) set(index.byExact.get(keys), () => 1);
    const start = term.word.toLowerCase();
    const isSlipping = (!isKnown || term.mayBeSlip) && folded.length > 2;
    if (folded.length > 3) {
      set(index.byFold.get(folded + "s"), () => 0.8);
      if (folded.endsWith("s")) set(index.byFold.get(folded.slice(0, -1)), () => 0.8);
    }
    if (!term.isLast && !isSlipping && folded.length < 2) return fit;
    const near = sound(folded);
    for (const [plain, words] of index.byFold) {
      if (index.sounds.get(plain) === near) {
        set(words, (word) => (isPlain ? 0.3 : index.exact[word].slice(-2) === exact.slice(-2) ? 0.5 : 0.3));
      }
      if (term.isLast && plain.startsWith(folded)) {
        set(words, (word) => (isPlain || index.words[word].toLowerCase().startsWith(start) ? (folded.length > 1 ? 0.7 : 0.3) : 0));
      }
      if (isSlipping && isSlip(folded, plain)) set(words, () => (isKnown ? 0.25 : 0.5));
    }
    if (term.isLast && keys && !isKnown) {
      index.exact.forEach((word, at) => {
        if (word && word.startsWith(keys)) set([at], () => 0.5);
      });
    }
    return fit;
  }

  /** For each row (a page, or a section) and term: how often it is there, and how well it fits at best.
   * @param {number} rows @param {number} count */
  function tally(rows, count) {
    return { often: new Float32Array(rows * count), oftenText: new Float32Array(rows * count), best: new Float32Array(rows * count) };
  }

  /** @param {Index} index @param {Term[]} terms */
  function ranked(index, terms) {
    const count = terms.length;
    const fits = fittings(terms, index);
    const size = index.words.length;
    const mask = new Uint32Array(size);
    for (let word = 1; word < size; word++) {
      for (let term = 0; term < count; term++) if (fits[term][word]) mask[word] |= 1 << term;
    }
    const pages = index.rows.length;
    let followers = 0;
    terms.forEach((term, at) => (followers |= term.follows ? 1 << at : 0));
    const { stream, isWord } = index;
    // A term by itself, and right after the one before it; on a page, and in a section.
    const [alone, pair] = [tally(pages, count), tally(pages, count)];
    const [aloneIn, pairIn] = [tally(index.sections, count), tally(index.sections, count)];
    // How much of its title the query says.
    const titled = new Float32Array(pages);
    for (const { page, field, section, start, end } of index.segments) {
      const share = WEIGHT[field] / (1 - LENGTH[field] + (LENGTH[field] * index.lengths[page][field]) / index.average[field]);
      const row = page * count;
      const rowIn = section * count;
      let before = 0;
      let wordBefore = 0;
      for (let at = start; at < end; at++) {
        const word = stream[at];
        const found = mask[word];
        for (let term = 0, bits = found; bits; term++, bits >>>= 1) {
          if (!(bits & 1)) continue;
          const fit = fits[term][word];
          add(alone, row + term, fit, share, field === 5);
          if (section >= 0) add(aloneIn, rowIn + term, fit, share, field === 5);
          if (term && (before >>> (term - 1)) & (followers >>> term) & 1) {
            const both = fit * fits[term - 1][wordBefore];
            add(pair, row + term, both, share, field === 5);
            if (section >= 0) add(pairIn, rowIn + term, both, share, field === 5);
          }
        }
        if (isWord[word]) {
          if (field === 0 && found && terms.some((_, term) => fits[term][word] > 0.45)) titled[page] += 1 / index.lengths[page][0];
          before = found;
          wordBefore = word;
        }
      }
    }
    const rare = terms.map((_, term) => rarity(alone.best, term, pages, count));
    const rarePair = terms.map((_, term) => rarity(pair.best, term, pages, count));

    /** What a row is worth, and how much of the query it covers.
     * @param {number} row @param {Tally} one @param {Tally} two
     * @param {(often: number, oftenText: number) => number} saturated */
    function worth(row, one, two, saturated) {
      const at = row * count;
      const value = terms.map(
        ({ weight }, term) =>
          weight *
          (rare[term] * one.best[at + term] * saturated(one.often[at + term], one.oftenText[at + term]) + PAIR * rarePair[term] * two.best[at + term] * saturated(two.often[at + term], two.oftenText[at + term])),
      );
      let score = 0;
      let needed = 0;
      let covered = 0;
      const gain = new Map();
      for (let term = 0; term < count; term++) {
        const { alternative, weight, unit, span } = terms[term];
        const whole = weight * (rare[term] || UNSEEN);
        if (!alternative) {
          score += value[term];
          needed += whole;
          covered += whole * one.best[at + term];
        } else {
          const of = gain.get(alternative) || { unit, span, value: 0, isWhole: true };
          of.value += value[term];
          of.isWhole = of.isWhole && one.best[at + term] > 0.6;
          gain.set(alternative, of);
        }
      }
      // What means the same stands for the words of the query where it is worth more.
      const better = [];
      for (const { unit, span, value: other, isWhole } of gain.values()) {
        if (!isWhole) continue;
        let own = 0;
        let lack = 0;
        for (let term = unit; term < unit + span; term++) {
          own += value[term];
          lack += terms[term].weight * (rare[term] || UNSEEN) * (1 - one.best[at + term]);
        }
        if (other > own) better.push({ unit, span, more: other - own, lack });
      }
      better.sort((a, b) => b.span - a.span || b.more - a.more);
      const used = new Set();
      for (const { unit, span, more, lack } of better) {
        if (used.has(unit)) continue;
        for (let at = unit; at < unit + span; at++) used.add(at);
        score += more;
        covered += lack;
      }
      return { score, coverage: needed ? covered / needed : 0 };
    }

    const hits = [];
    for (let page = 0; page < pages; page++) {
      const { score, coverage } = worth(page, alone, pair, (often, text) => often / (SATURATION + often) + (TEXT * text) / (TEXT_SATURATION + text));
      const title = 1 + TITLE * titled[page] * titled[page];
      if (score) hits.push({ page, section: -1, coverage, score: score * Math.pow(coverage, COVER) * title });
    }
    const order = () => hits.sort((a, b) => b.score - a.score);
    for (const hit of order().slice(0, LOOKED_INTO)) {
      const first = index.firstSection[hit.page];
      const end = hit.page + 1 < pages ? index.firstSection[hit.page + 1] : index.sections;
      let best = 0;
      for (let at = first; at < end; at++) {
        const within = worth(at, aloneIn, pairIn, (often, text) => (often ? 1 : text ? SECTION_TEXT : 0));
        const value = within.score * within.coverage;
        if (value > best) [best, hit.section] = [value, at - first];
      }
      hit.score += SECTION * best;
    }
    for (const hit of hits) hit.score *= index.rows[hit.page][10] / 100;
    order();
    const isMeant = (/** @type {number} */ word) => fits.some((fit) => fit[word] > 0.45);
    return { hits, pairs: rarePair, isMeant };
  }

  /** @param {Tally} tally @param {number} at @param {number} fit @param {number} share @param {boolean} isText */
  function add(tally, at, fit, share, isText) {
    (isText ? tally.oftenText : tally.often)[at] += share * fit;
    if (tally.best[at] < fit) tally.best[at] = fit;
  }

  /** How rare a term is among the pages (inverse document frequency of BM25).
   * @param {Float32Array} best @param {number} term @param {number} pages @param {number} count */
  function rarity(best, term, pages, count) {
    let having = 0;
    for (let page = 0; page < pages; page++) if (best[page * count + term] > 0.2) having++;
    return having ? Math.log(1 + (pages - having + 0.5) / (having + 0.5)) : 0;
  }

  /** What is found, best first.
   * @param {string} query @param {Index} index */
  function find(query, index) {
    const terms = termsOf(query, index);
    if (!terms.length) return [];
    let found = ranked(index, terms);
    // A word that stands beside none of its neighbours anywhere is perhaps a slip.
    const alone = terms.filter((term, at) => {
      const next = terms[at + 1];
      return !term.alternative && terms.length > 1 && !(term.follows && found.pairs[at]) && !(next && next.follows && found.pairs[at + 1]);
    });
    if (alone.length) {
      for (const term of alone) term.mayBeSlip = true;
      found = ranked(index, terms);
    }
    const least = found.hits.length ? found.hits[0].score * 0.1 : 0;
    return found.hits
      .filter((hit) => hit.score > least)
      .map((hit) => ({ ...hit, url: index.rows[hit.page][0], index, isMeant: found.isMeant }));
  }

  Object.assign(self, { tiengnoiSearch: { prepare, find } });
})();
