use std::sync::Mutex as StdMutex;

use async_trait::async_trait;

use super::*;

/// A store of templates that counts its reads, and fails when it is told to.
#[derive(Debug, Default)]
struct Shop {
    stored: StdMutex<Library>,
    is_down: StdMutex<bool>,
    reads: StdMutex<u32>,
}

impl Shop {
    fn store(&self, json: &str) {
        *self.stored.lock().unwrap() = Library::from_json(json).unwrap();
    }

    fn set_down(&self, is_down: bool) {
        *self.is_down.lock().unwrap() = is_down;
    }

    fn reads(&self) -> u32 {
        *self.reads.lock().unwrap()
    }
}

#[async_trait]
impl Templates for Shop {
    async fn all(&self) -> StoreResult<Library> {
        *self.reads.lock().unwrap() += 1;
        if *self.is_down.lock().unwrap() {
            return Err(StoreError::Unavailable("down".to_owned()));
        }
        Ok(self.stored.lock().unwrap().clone())
    }

    async fn put(&self, _: &[Template]) -> StoreResult<()> {
        Err(StoreError::Unavailable("read only".to_owned()))
    }
}

#[derive(Debug)]
struct Hand(StdMutex<Timestamp>);

impl Hand {
    fn advance(&self, seconds: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_secs(seconds);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

const ONE: &str = r#"[{"id":"one","category":"Delay","name":"One","message":"One"}]"#;
const TWO: &str = r#"[{"id":"two","category":"Delay","name":"Two","message":"Two"}]"#;

fn shelf() -> (TemplateShelf, Arc<Shop>, Arc<Hand>) {
    let shop = Arc::new(Shop::default());
    let clock = Arc::new(Hand(StdMutex::new(Timestamp::UNIX_EPOCH)));
    let shelf = TemplateShelf {
        templates: shop.clone(),
        clock: clock.clone(),
        held: Mutex::new(None),
    };
    (shelf, shop, clock)
}

async fn ids(shelf: &TemplateShelf) -> Vec<String> {
    let library = shelf.library().await.unwrap();
    library.iter().map(|t| t.id.to_string()).collect()
}

#[tokio::test]
async fn templates_are_read_once_a_minute() {
    let (shelf, shop, clock) = shelf();
    shop.store(ONE);
    assert_eq!(ids(&shelf).await, ["one"]);
    shop.store(TWO);
    clock.advance(59);
    assert_eq!(ids(&shelf).await, ["one"]);
    assert_eq!(shop.reads(), 1);
    clock.advance(1);
    assert_eq!(ids(&shelf).await, ["two"]);
    assert_eq!(shop.reads(), 2);
}

#[tokio::test]
async fn a_clock_that_goes_back_does_not_keep_old_templates() {
    let (shelf, shop, clock) = shelf();
    shop.store(ONE);
    assert_eq!(ids(&shelf).await, ["one"]);
    shop.store(TWO);
    clock.advance(-3600);
    assert_eq!(ids(&shelf).await, ["two"]);
}

#[tokio::test]
async fn the_last_templates_serve_while_the_store_fails() {
    let (shelf, shop, clock) = shelf();
    shop.set_down(true);
    assert!(matches!(
        shelf.library().await,
        Err(StoreError::Unavailable(_))
    ));
    shop.set_down(false);
    shop.store(ONE);
    assert_eq!(ids(&shelf).await, ["one"]);

    shop.set_down(true);
    shop.store(TWO);
    clock.advance(600);
    assert_eq!(ids(&shelf).await, ["one"]);
    assert_eq!(ids(&shelf).await, ["one"]);
    assert_eq!(
        shop.reads(),
        3,
        "a store that fails is not asked for each text"
    );

    shop.set_down(false);
    clock.advance(60);
    assert_eq!(ids(&shelf).await, ["two"]);
}

#[tokio::test]
async fn where_nobody_seeded_the_starter_library_serves() {
    let (shelf, shop, clock) = shelf();
    assert_eq!(*shelf.library().await.unwrap(), Library::starter().unwrap());
    shop.store(ONE);
    clock.advance(60);
    assert_eq!(ids(&shelf).await, ["one"]);
}
