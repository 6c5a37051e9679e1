/** Databases, maps, weather, money markets, chains, media, scraping. Columns: see provider-table.ts. */
export const DATA_ROWS = `
  supabase       Supabase            any                        grave
  planetscale    PlanetScale         any                        grave
  mongodb        MongoDB             uuid,b62:16                grave
  fauna          Fauna               url64:40                   grave
  upstash        Upstash             url64:48-120               grave
  couchbase      Couchbase           any                        grave
  clickhouse     ClickHouse          any                        grave
  snowflake      Snowflake           any                        common grave
  databricks     Databricks          hex:32                     grave strict
  confluent      Confluent           b62:16,b64:64              grave
  cloudamqp      CloudAMQP           uuid
  redis          Redis               b62:32                     common
  airtable       Airtable            b62:17,url64:17
  dropbox        Dropbox             b36:15,url64:64-150
  box            Box                 b62:32                     common
  googlemaps     Google Maps         url64:39
  mapbox         Mapbox              any
  mapquest       MapQuest            b62:32
  maptiler       MapTiler            b62:20
  tomtom         TomTom              b62:32
  locationiq     LocationIQ          any
  geoapify       Geoapify            hex:32
  geocodio       Geocodio            hex:39
  geocodify      Geocodify           hex:40
  geocode        Geocode             any
  graphhopper    GraphHopper         uuid
  positionstack  positionstack       hex:32
  opencage       OpenCage            hex:32
  smartystreets  Smarty              b62:20
  ipstack        ipstack             hex:32
  ipinfo         IPinfo              hex:14
  ipinfodb       IPInfoDB            b62:64
  ipapi          ipapi               hex:32
  ipgeolocation  ipgeolocation       hex:32
  ipdata         ipdata              hex:56
  ipify,geoipifi,ipifi  ipify        b62:32
  ip2location    IP2Location         B36:32,b62:10
  maxmind        MaxMind             b62:16,url64:40
  openweather,openweathermap,owm  OpenWeather  hex:32
  weatherbit     Weatherbit          hex:32
  weatherstack   weatherstack        hex:32
  weatherapi     WeatherAPI          hex:31
  accuweather    AccuWeather         b62:32-35
  tomorrowio     Tomorrow.io         b62:32
  visualcrossing  Visual Crossing    b62:25
  stormglass     Stormglass          any
  airvisual      AirVisual           uuid
  openuv         OpenUV              b36:32
  nasa           NASA                b62:40
  newsapi        News API            hex:32
  newscatcher    NewsCatcher         url64:43
  currentsapi    Currents API        url64:48
  guardian       The Guardian        uuid                       common
  nytimes        New York Times      b62:32
  mediastack     mediastack          hex:32
  alphavantage   Alpha Vantage       B36:16
  finnhub        Finnhub             b36:20,b36:40
  polygonio      Polygon.io          b62:32
  polygon        Polygon             b62:32                     common
  iexcloud,iexapis,iex  IEX Cloud    any
  twelvedata     Twelve Data         hex:32
  tiingo         Tiingo              hex:40
  quandl,nasdaq  Nasdaq Data Link    url64:20
  intrinio       Intrinio            url64:44
  marketstack    marketstack         hex:32
  financialmodelingprep,fmp  Financial Modeling Prep  hex:32
  fixer          Fixer               b62:32                     common
  currencylayer  currencylayer       hex:32
  currencyscoop  CurrencyScoop       hex:32
  exchangerate,exchangerates  Exchange rates  hex:24,hex:32,b62:32
  openexchangerates  Open Exchange Rates  hex:32
  coinlayer      coinlayer           hex:32
  coinapi        CoinAPI             uuid
  coinmarketcap  CoinMarketCap       uuid
  coingecko      CoinGecko           any
  cryptocompare  CryptoCompare       hex:64
  bitcoinaverage  BitcoinAverage     b62:43
  glassnode      Glassnode           b62:27
  nomics         Nomics              hex:40
  messari        Messari             any
  etherscan      Etherscan           B36:34
  bscscan        BscScan             B36:34
  polygonscan    PolygonScan         B36:34
  infura         Infura              hex:32
  alchemy        Alchemy             url64:32
  quicknode      QuickNode           any
  moralis        Moralis             b62:64
  blocknative    Blocknative         uuid
  tatum          Tatum               uuid
  nftport        NFTPort             uuid
  web3storage    Web3.Storage        any
  pinata         Pinata              hex:64
  binance        Binance             b62:64                     grave
  coinbase       Coinbase            b62:64,b64:88              grave
  kraken         Kraken              b64:56,b64:88              common grave
  kucoin         KuCoin              hex:24,uuid                grave
  bitfinex       Bitfinex            url64:43                   grave
  bitmex         BitMEX              url64:24,url64:48          grave
  bittrex        Bittrex             b36:32                     grave
  gateio         Gate.io             hex:32,hex:64              grave
  bybit          Bybit               b62:18,b62:36              grave
  poloniex       Poloniex            any                        grave
  uniswap        Uniswap             any
  giphy          Giphy               b62:32
  unsplash       Unsplash            url64:43
  pexels         Pexels              b62:56
  pixabay        Pixabay             any
  shutterstock   Shutterstock        any
  imgur          Imgur               hex:40
  flickr         Flickr              hex:32
  iconfinder     Iconfinder          b62:64
  spotify        Spotify             hex:32
  soundcloud     SoundCloud          b62:32
  lastfm         Last.fm             hex:32
  genius         Genius              url64:64                   common
  musixmatch     Musixmatch          hex:32
  youtube        YouTube             url64:39
  vimeo          Vimeo               hex:32,hex:40
  wistia         Wistia              hex:64
  mux            Mux                 b64:75,uuid                common
  dailyco,daily  Daily               hex:64                     common
  agora          Agora               hex:32
  twitch         Twitch              b36:30  strict
  tmdb,themoviedb  TMDB              hex:32
  omdb           OMDb                hex:8
  rawg           RAWG                hex:32
  igdb           IGDB                b36:30
  steam          Steam               hex:32                     common
  riot           Riot Games          any                        common
  spoonacular    Spoonacular         hex:32
  edamam         Edamam              hex:32
  nutritionix    Nutritionix         hex:32
  calorieninja   CalorieNinjas       b62:40
  yelp           Yelp                url64:128
  foursquare     Foursquare          b62:48,b64:47
  eventbrite     Eventbrite          B36:20
  ticketmaster   Ticketmaster        b62:32
  songkick       Songkick            b62:16
  amadeus        Amadeus             b62:32
  aviationstack  aviationstack       hex:32
  flightlabs     FlightLabs          any
  skyscanner     Skyscanner          any
  rapidapi       RapidAPI            b62:50
  apilayer       APILayer            b62:32
  abstractapi    Abstract API        hex:32
  scraperapi     ScraperAPI          hex:32
  scrapingbee    ScrapingBee         b62:80
  scrapingant    ScrapingAnt         hex:32
  scrapestack    scrapestack         hex:32
  zenrows        ZenRows             hex:40
  serpapi        SerpApi             hex:64
  serpstack      serpstack           hex:32
  brightdata     Bright Data         any
  proxycrawl     ProxyCrawl          url64:22
  diffbot        Diffbot             hex:32
  screenshotlayer  screenshotlayer   hex:32
  apiflash       ApiFlash            hex:32
  urlbox         Urlbox              any
  pdflayer       pdflayer            hex:32
  pdfshift       PDFShift            hex:32
  html2pdf       html2pdf            b62:64
  cloudconvert   CloudConvert        any
  convertapi     ConvertAPI          b62:16
  languagelayer  languagelayer       hex:32
  userstack      userstack           hex:32
  vatlayer       vatlayer            hex:32
  numverify      numverify           hex:32
  mailboxlayer   mailboxlayer        hex:32
  datagov        data.gov            b62:40
  walkscore      Walk Score          hex:32
  wolfram        Wolfram Alpha       any
`;
