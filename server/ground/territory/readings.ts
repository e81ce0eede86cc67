/**
 * Readings of place names of Jiangsu that a dictionary of common words gets wrong. Each stands for a place or a rule of the
 * province's names that is beyond doubt; what is doubtful (堡 as bǎo, pù or bǔ; 行 in most villages) is left to the dictionary.
 * Longest match first; syllables without tones, one per character.
 */
export const wordReadings: Readonly<Record<string, string>> = {
  六合区: 'lu he qu', // the district of Nanjing; villages called 六合 elsewhere are liù hé
  六合开发区: 'lu he kai fa qu',
  浒墅: 'xu shu', // 浒墅关, Suzhou
  浒浦: 'xu pu', // Changshu
  莘塔: 'xin ta', // Wujiang
  小行: 'xiao hang', // Nanjing
  竹行: 'zhu hang', // Nantong; 行 as a trading house, as in the three below
  鱼行: 'yu hang',
  渔行: 'yu hang',
  木行: 'mu hang',
  大行宫: 'da xing gong', // Nanjing, the travelling palace
  绸缪: 'chou mou', // Liyang; elsewhere 缪 is a surname
  伍员: 'wu yun', // the man Wu Yun (Wu Zixu)
  单集: 'shan ji', // surname Shan, with the words for a settlement
  单楼: 'shan lou',
  单庄: 'shan zhuang',
  单家: 'shan jia',
  解溪: 'xie xi', // Jiangning
  解台: 'xie tai', // Xuzhou
  解桥: 'xie qiao',
  赵解: 'zhao xie',
  解徐王: 'xie xu wang',
  民乐: 'min le',
  柏林: 'bai lin',
  长江: 'chang jiang', // also after 区, where a dictionary sees 区长
}

/** Single characters that have one reading in the place names of the province. */
export const characterReadings: Readonly<Record<string, string>> = {
  圩: 'wei', // polder, as in 徐圩; xū is the market of the south
  都: 'du', // 江都, 盐都
  栟: 'ben', // 栟茶, Rudong
  溱: 'qin', // 溱潼, Taizhou
  氿: 'jiu', // the lakes of Yixing
  弄: 'long', // a lane
  仇: 'qiu', // surnames from here on
  缪: 'miao',
  查: 'zha',
  曾: 'zeng',
}
